import type { Command } from 'commander';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface VerifyFlags {
  readonly config: string;
  readonly url?: string;
  readonly logLevel: LogLevel;
  readonly head?: string;
}

/** `verify-log`: checks the chain of reviews. */
export function addVerifyLog(root: Command, session: Session): void {
  root
    .command('verify-log')
    .description('check that no row of the review log was changed, removed or moved')
    .option(
      '--head <file>',
      'a signed head from earlier: shows also that nothing was cut off or written anew',
    )
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async ({ config, url, logLevel, head }: VerifyFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { verifyLog } = await import('../reviews/verify.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        verifyLog(head, foundation),
      );
    });
}
