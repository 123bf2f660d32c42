import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from './source-file.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folders = '{bin,model,crawler,store,rules,analyzer,dashboards,test,bench}/**/*.ts';

/** Every TypeScript file of this checkout. */
export function checkoutFiles(): readonly SourceFile[] {
  return [...globSync(folders, { cwd: root }), 'build.ts', 'docs.ts', 'pictures.ts', 'vitest.config.ts'].map(
    (path) => ({
      path: path.replaceAll('\\', '/'),
      text: readFileSync(join(root, path), 'utf8'),
    }),
  );
}
