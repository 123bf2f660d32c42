import { gunzipSync, constants as zlib } from 'node:zlib';

/** A file at the head of an archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const blockBytes = 512;
const maxOutput = 16 * 1024 * 1024;

/** What the first bytes of a gzip file hold. Undefined: they are none, or grow beyond our cap. */
export function gunzipHead(head: Uint8Array): Uint8Array | undefined {
  try {
    // The file goes on behind the head: what is there is decoded, and its end is not missed.
    return gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: maxOutput });
  } catch {
    return undefined; // Remote bytes that are no gzip, or a bomb: both mean that nothing is read.
  }
}

/** The files in the head of a tar, as far as they are whole. Source: POSIX pax, ustar interchange format. */
export function* tarFiles(head: Uint8Array): Generator<TarFile, void> {
  for (let at = 0; at + blockBytes <= head.length; ) {
    const header = head.subarray(at, at + blockBytes);
    const size = Number.parseInt(fieldOf(header, 124, 12) || '0', 8);
    if (!Number.isSafeInteger(size) || size < 0 || fieldOf(header, 257, 5) !== 'ustar') return;
    const from = at + blockBytes;
    if (from + size > head.length) return;
    yield { name: fieldOf(header, 0, 100), bytes: head.subarray(from, from + size) };
    at = from + Math.ceil(size / blockBytes) * blockBytes;
  }
}

function fieldOf(header: Uint8Array, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}
