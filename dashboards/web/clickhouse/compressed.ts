import { setImmediate } from 'node:timers/promises';
import { cityHash128 } from './city-hash.ts';

/** One block is checked in some milliseconds; others are answered between two. */
const blockBytes = 65_536;
/** Method, size of the block with this head, size of what is in it. */
const headBytes = 9;
const lz4 = 0x82;

/**
 * A body as ClickHouse sends it under `compress=1`: blocks of LZ4, each behind its checksum. Drivers for JDBC ask for it and cannot be answered otherwise. The
 * blocks are valid and no smaller than what is in them: nothing is left out of them, as the way is short. Empty: there is nothing in it.
 * Source: ClickHouse docs, "HTTP Interface" (compression); ClickHouse, `CompressedWriteBuffer`, `ICompressionCodec`.
 */
export async function compressedBody(bytes: Uint8Array): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const block = blockOf(bytes.subarray(at, at + blockBytes));
    blocks.push(cityHash128(block), block);
    await setImmediate();
  }
  return Buffer.concat(blocks);
}

function blockOf(content: Uint8Array): Uint8Array {
  const literals = literalsOf(content);
  const block = Buffer.alloc(headBytes + literals.length);
  block.writeUInt8(lz4, 0);
  block.writeUInt32LE(block.length, 1);
  block.writeUInt32LE(content.length, 5);
  block.set(literals, headBytes);
  return block;
}

/** One sequence of literals, the last of a block. Its length stands in four bits, and goes on in bytes of which only the last is below 255. Source: lz4, "LZ4 Block Format Description". */
function literalsOf(content: Uint8Array): Uint8Array {
  const { length } = content;
  if (length < 15) return Buffer.concat([Buffer.of(length << 4), content]);
  const more = length - 15;
  const full = Buffer.alloc(Math.floor(more / 255), 255);
  return Buffer.concat([Buffer.of(0xf0), full, Buffer.of(more % 255), content]);
}
