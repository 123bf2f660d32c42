import { accessSync, constants, statfsSync } from 'node:fs';

/** Linux keeps files in memory there; a container may have 64 MB of it. */
const folder = '/dev/shm';
const leastBytes = 4 * 2 ** 30;

/** Where files are kept in memory, with room for all that tests have at once. Undefined: nowhere here. */
export function memoryFolder(): string | undefined {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= leastBytes ? folder : undefined;
  } catch {
    return undefined; // no such file system here, or not for us
  }
}
