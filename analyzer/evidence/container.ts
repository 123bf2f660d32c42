import { Header } from 'tar';

/** The files of a bundle by name. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** Files that were read from a container. `exact`: the container has not one byte that `packed` would not write. */
export interface Unpacked {
  readonly files: BundleFiles;
  readonly exact: boolean;
}

const blockBytes = 512;
/** What a tape ends with, and what follows is no file. */
const endBlocks = 2;

/** The one tar file that holds these files: no times, no owners, in the order given. Equal files give equal bytes. Source: POSIX.1-1988, ustar. */
export function packed(files: BundleFiles): Buffer {
  const parts = [...files].flatMap(([name, bytes]) => [
    headOf(name, bytes.length),
    bytes,
    Buffer.alloc(-bytes.length & (blockBytes - 1)),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(endBlocks * blockBytes)]);
}

function headOf(name: string, size: number): Buffer {
  const block = Buffer.alloc(blockBytes);
  new Header({ path: name, mode: 0o644, uid: 0, gid: 0, size, mtime: new Date(0), type: 'File' }).encode(
    block,
  );
  return block;
}

/** The files of a container, as far as it can be read. */
export function unpacked(bytes: Buffer): Unpacked {
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + blockBytes <= bytes.length; ) {
    const head = new Header(bytes, at);
    const { path, size } = head;
    if (!head.cksumValid || path === undefined || size === undefined || files.has(path)) break;
    const from = at + blockBytes;
    files.set(path, bytes.subarray(from, from + size));
    at = from + Math.ceil(size / blockBytes) * blockBytes;
  }
  return { files, exact: packed(files).equals(bytes) };
}
