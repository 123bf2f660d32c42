import type { Command } from 'commander';
import { loadConfiguration } from '../configuration.ts';
import type { Flags } from '../foundation.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `up`: crawl, analyze and serve in one process. */
export function addUp(root: Command, session: Session): void {
  root
    .command('up')
    .description('crawl, analyze and serve in one process')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('info'))
    .option('--once', 'visit every server once, judge it and end')
    .action(async ({ config, once, ...flags }: Flags & { config: string; once?: true }) => {
      const configuration = loadConfiguration(config);
      const { runUp } = await import('../up.ts');
      await runUp({ configuration, once: once === true }, flags, session);
    });
}
