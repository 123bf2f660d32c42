import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { grafanaFiles } from '../../dashboards/export/files.ts';
import { fediscope } from './command.ts';
import { fediscopeHere } from './in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'fediscope-boards-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('dashboards build writes every board and its provisioning, names them, and leaves other files alone', async () => {
  const out = join(folder, 'new');
  const { code, stdout, stderr } = await fediscope(['dashboards', 'build', '--out', out]);
  const paths = grafanaFiles().map(({ path }) => path);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toEqual(paths.map((path) => join(out, path)));
  expect(globSync('**/*.*', { cwd: out }).toSorted()).toEqual(paths.toSorted());
  for (const { path, text } of grafanaFiles()) expect(readFileSync(join(out, path), 'utf8')).toBe(text);
});

it('dashboards build says where it cannot write', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, 'kept');
  const { code, stderr } = await fediscopeHere(['dashboards', 'build', '--out', file]);

  expect(code).toBe(2);
  expect(stderr).toContain(`cannot write to ${file}`);
  expect(stderr).toContain('--out');
  expect(readFileSync(file, 'utf8')).toBe('kept');
});
