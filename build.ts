import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create } from 'tar';
import { packedSource, sourceFiles } from './bin/source.ts';

const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, 'dist');
const rooms = '{bin,model,crawler,store,rules,analyzer,dashboards}';

/** What the compiler makes besides the product: it follows the demo into the test fediverse, which needs packages for tests. */
const notPublished = ['test'];

/** Type-checks and compiles to JavaScript, with `.ts` in imports rewritten to `.js`. */
function compile(): void {
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  const { status } = spawnSync(compiler, ['-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`tsc ended with ${status}`);
  for (const entry of notPublished) rmSync(join(out, entry), { recursive: true, force: true });
}

/** SQL, style sheets and whatever else the program reads beside its code. */
function copyData(): void {
  for (const path of globSync(`${rooms}/**/*.*`, { cwd: root })) {
    if (path.endsWith('.ts')) continue;
    mkdirSync(dirname(join(out, path)), { recursive: true });
    copyFileSync(join(root, path), join(out, path));
  }
}

/** What `/source.tar.gz` of an installed package answers. */
async function packSource(): Promise<void> {
  const options = { gzip: true, cwd: root, portable: true, prefix: 'fediscope' } as const;
  await create({ ...options, file: join(out, packedSource) }, [...(await sourceFiles(root))]);
}

rmSync(out, { recursive: true, force: true });
compile();
copyData();
await packSource();
chmodSync(join(out, 'bin', 'fediscope.js'), 0o755);
