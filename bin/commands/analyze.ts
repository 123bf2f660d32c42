import type { Command } from 'commander';
import { loadConfiguration } from '../configuration.ts';
import type { Flags } from '../foundation.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `analyze`: this part of `up` alone, for set-ups of several processes around a ClickHouse server. */
export function addAnalyze(root: Command, session: Session): void {
  root
    .command('analyze')
    .description('judge what was seen and keep the findings')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('info'))
    .action(async ({ config, ...flags }: Flags & { config: string }) => {
      const configuration = loadConfiguration(config);
      const { runAnalyze } = await import('../up.ts');
      await runAnalyze(configuration, flags, session);
    });
}
