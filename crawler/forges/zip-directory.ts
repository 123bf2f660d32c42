/** One file of a zip, as its central directory claims. Nothing of it is believed: every number is checked where it is used. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored. 8: deflated. */
  readonly method: number;
  readonly compressedBytes: number;
  readonly headerOffset: number;
}

/** Where the central directory stands. */
export interface ZipEnd {
  readonly offset: number;
  readonly bytes: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
const maxEntries = 50_000;
const maxNameLength = 300;

/** The end record in the last bytes of a file. Undefined: there is none, or it is one of zip64. Source: APPNOTE.TXT 4.3.16. */
export function zipEnd(tail: Uint8Array): ZipEnd | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const bytes = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    return offset === 0xffffffff || bytes === 0xffffffff ? undefined : { offset, bytes };
  }
  return undefined;
}

/** The files of a central directory, as far as it is one; at most 50,000. Source: APPNOTE.TXT 4.3.12. */
export function zipEntries(directory: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + entryBytes <= directory.length && entries.length < maxEntries; ) {
    if (view.getUint32(at, true) !== entrySignature) break;
    const nameLength = view.getUint16(at + 28, true);
    const nameEnd = at + entryBytes + nameLength;
    if (nameEnd > directory.length) break;
    if (nameLength <= maxNameLength)
      entries.push(entryAt(view, at, directory.subarray(at + entryBytes, nameEnd)));
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function entryAt(view: DataView, at: number, name: Uint8Array): ZipEntry {
  return {
    name: new TextDecoder().decode(name),
    method: view.getUint16(at + 10, true),
    compressedBytes: view.getUint32(at + 20, true),
    headerOffset: view.getUint32(at + 42, true),
  };
}

const localSignature = 0x04034b50;
const localBytes = 30;

/** Where a file's bytes begin behind its local header. Undefined: there is no such header. Source: APPNOTE.TXT 4.3.7. */
export function localDataAt(bytes: Uint8Array): number | undefined {
  if (bytes.length < localBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== localSignature) return undefined;
  return localBytes + view.getUint16(26, true) + view.getUint16(28, true);
}
