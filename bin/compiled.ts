import module from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * From now on what Node makes of our files is kept for the next start, which then takes half the time. It lies beside the program and not in a
 * shared temporary folder: whoever can write it runs code as us. Where it cannot be written, nothing is kept.
 */
export function keepCompiled(): void {
  module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/fediscope', import.meta.url)));
}

/** Writes what was made so far. Without it that happens at the end, which a process that is killed does not have. */
export function writeCompiled(): void {
  module.flushCompileCache();
}
