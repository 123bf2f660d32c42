import { skipColumn, typeOf } from './native-columns.ts';
import { NativeReader } from './native-reader.ts';

/**
 * Blocks in the format Native, framed for clients that say their version of the protocol: those of Go, Grafana among them, always do. The embedded
 * engine has no way to be told it, and writes blocks without the frame. Source: ClickHouse, `src/Formats/NativeWriter.cpp`.
 */
export function framedBlocks(blocks: Buffer, protocol: number): Buffer {
  const reader = new NativeReader(blocks);
  const parts: Buffer[] = [];
  while (!reader.isAtEnd()) parts.push(blockInfo, ...framedBlock(reader, protocol >= withSerialization));
  return Buffer.concat(parts);
}

/** Field 1, `is_overflows`: no; field 2, `bucket_num`: none; the end. */
const blockInfo = Buffer.from([1, 0, 2, 0xff, 0xff, 0xff, 0xff, 0]);
/** From this version on each column says whether it is written in an uncommon way. Source: `DBMS_MIN_REVISION_WITH_CUSTOM_SERIALIZATION`. */
const withSerialization = 54_454;
const common = Buffer.from([0]);

function framedBlock(reader: NativeReader, marked: boolean): readonly Buffer[] {
  const begin = reader.at;
  const columns = reader.number();
  const rows = reader.number();
  const parts = [reader.since(begin)];
  for (let column = 0; column < columns; column += 1) {
    const heading = reader.at;
    reader.text();
    const type = reader.text();
    parts.push(reader.since(heading), ...(marked ? [common] : []));
    const values = reader.at;
    if (rows > 0) skipColumn(reader, typeOf(type), rows);
    parts.push(reader.since(values));
  }
  return parts;
}
