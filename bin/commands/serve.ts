import type { Command } from 'commander';
import { loadConfiguration } from '../configuration.ts';
import type { Flags } from '../foundation.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `serve`: this part of `up` alone, for set-ups of several processes around a ClickHouse server. */
export function addServe(root: Command, session: Session): void {
  root
    .command('serve')
    .description('serve the pages')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('info'))
    .action(async ({ config, ...flags }: Flags & { config: string }) => {
      const configuration = loadConfiguration(config);
      const { runServe } = await import('../up.ts');
      await runServe(configuration, flags, session);
    });
}
