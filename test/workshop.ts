import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for what is made once and used by many files; gone after the run. */
    readonly workshop: string;
  }
}

async function openWorkshop({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'fediscope-workshop-'));
  provide('workshop', folder);
  return () => rm(folder, { recursive: true });
}

// biome-ignore lint/style/noDefaultExport: Vitest runs a global setup by its default export
export default openWorkshop;
