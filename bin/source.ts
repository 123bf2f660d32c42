import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { create } from 'tar';

/** What the source consists of. A list of what belongs to it, so that nothing else of a folder is ever handed out. */
const sourceEntries = [
  '.ci',
  '.gitignore',
  '.npmrc',
  'analyzer',
  'ARCHITECTURE.md',
  'bench',
  'bin',
  'biome.json',
  'build.ts',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'crawler',
  'dashboards',
  'docker-compose.yml',
  'Dockerfile',
  'docs',
  'docs.ts',
  'LICENSE',
  'model',
  'package-lock.json',
  'package.json',
  'README.md',
  'rules',
  'store',
  'test',
  'tsconfig.build.json',
  'tsconfig.json',
  'vitest.config.ts',
] as const;

/** Where a published package keeps the source it was built from. */
export const packedSource = 'source.tar.gz';

/** The source of the running version, gzipped: as it lies in the checkout, or as it was packed into the published package. Source: AGPL-3.0 section 13. */
export async function sourceTarball(root: string): Promise<ReadableStream> {
  const packed = join(root, 'dist', packedSource);
  const isCheckout = existsSync(join(root, 'bin', 'fediscope.ts'));
  const stream = isCheckout ? packCheckout(root) : createReadStream(packed);
  return ReadableStream.from(Readable.from(stream));
}

function packCheckout(root: string): AsyncIterable<Buffer> {
  return create({ gzip: true, cwd: root, portable: true, prefix: 'fediscope' }, [...sourceEntriesOf(root)]);
}

/** The parts of the source that a checkout has. */
export function sourceEntriesOf(root: string): readonly string[] {
  return sourceEntries.filter((entry) => existsSync(join(root, entry)));
}
