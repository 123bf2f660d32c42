import type { Command } from 'commander';
import { loadConfiguration } from '../configuration.ts';
import type { Flags } from '../foundation.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `crawl`: this part of `up` alone, for set-ups of several processes around a ClickHouse server. */
export function addCrawl(root: Command, session: Session): void {
  root
    .command('crawl')
    .description('visit servers and store what is seen')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('info'))
    .action(async ({ config, ...flags }: Flags & { config: string }) => {
      const configuration = loadConfiguration(config);
      const { runCrawl } = await import('../up.ts');
      await runCrawl(configuration, flags, session);
    });
}
