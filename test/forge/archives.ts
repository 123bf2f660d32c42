import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

/** A file to pack. `claims`: a size of the compressed bytes that is not theirs. */
export interface Packed {
  readonly name: string;
  readonly text: string;
  readonly claims?: number;
}

/** A zip as any tool writes it. Source: APPNOTE.TXT 4.3. */
export function zipOf(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, text, claims } of files) {
    const data = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    fillSizes(local, 14, { text, bytes: data.length });
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    fillSizes(entry, 16, { text, bytes: claims ?? data.length });
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), data);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

function fillSizes(
  header: Buffer,
  at: number,
  { text, bytes }: { readonly text: string; readonly bytes: number },
): void {
  header.writeUInt32LE(crc32(text), at);
  header.writeUInt32LE(bytes, at + 4);
  header.writeUInt32LE(Buffer.byteLength(text), at + 8);
}

/** A tar.gz. Source: POSIX ustar. */
export function tarOf(files: readonly Packed[]): Buffer {
  const blocks = files.flatMap(({ name, text }) => {
    const bytes = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('ustar\0', 257);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
