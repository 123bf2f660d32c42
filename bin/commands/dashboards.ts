import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { exitCodes } from '../exit-code.ts';
import { messageOf, Refusal } from '../refusal.ts';
import type { Session } from '../session.ts';

/** `dashboards build`: the boards for Grafana. */
export function addDashboards(root: Command, session: Session): void {
  const dashboards = root.command('dashboards').description('boards for Grafana');
  dashboards
    .command('build')
    .description('write the boards and their provisioning, the same ones that come with us')
    .option('--out <dir>', 'where to; folders are made', join('dashboards', 'grafana'))
    .action(async ({ out }: { out: string }) => {
      const { grafanaFiles } = await import('../../dashboards/export/files.ts');
      const files = grafanaFiles();
      await write(out, files);
      session.terminal.out(files.map(({ path }) => `${join(out, path)}\n`).join(''));
      session.end(exitCodes.fine);
    });
}

async function write(
  out: string,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<void> {
  try {
    for (const { path, text } of files) {
      const file = join(out, ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  } catch (cause) {
    throw new Refusal(`cannot write to ${out}: ${messageOf(cause)}`, 'name another folder with --out', {
      cause,
    });
  }
}
