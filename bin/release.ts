import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const manifest = z.object({
  name: z.literal('fediscope'),
  version: z.string(),
  homepage: z.string().optional(),
});

/** The running release: its root folder, version and the URL that tells about it. */
export interface Release {
  readonly root: string;
  readonly version: string;
  readonly homepage: string;
}

/** What the nearest package.json above this file says; the file lies at another depth when it is built. */
export function thisRelease(): Release {
  let root = dirname(dirname(fileURLToPath(import.meta.url)));
  for (; root !== dirname(root); root = dirname(root)) {
    const found = readManifest(join(root, 'package.json'));
    if (found !== undefined)
      return {
        root,
        version: found.version,
        homepage: found.homepage ?? 'https://www.npmjs.com/package/fediscope',
      };
  }
  throw new Error('no package.json of fediscope above the program');
}

function readManifest(path: string): z.output<typeof manifest> | undefined {
  try {
    return manifest.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined; // no such file here: the search goes on above
  }
}
