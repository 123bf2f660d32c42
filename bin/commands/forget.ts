import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Host } from '../../model/host.ts';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import { configOption, hostOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface ForgetFlags {
  readonly config: string;
  readonly url?: string;
  readonly logLevel: LogLevel;
  readonly force?: true;
  readonly reason?: string;
  readonly by: string;
}

/** `forget`: erases what is stored of a host. */
export function addForget(root: Command, session: Session): void {
  root
    .command('forget')
    .description('remove what is stored of a server; hashes stay, so that the review log still verifies')
    .argument('<host>', 'such as social.example', hostOption)
    .option('--force', 'also under legal hold; needs --reason')
    .option('--reason <text>', 'why, for the review log; do not name the server')
    .option('--by <person>', 'who does it', userInfo().username)
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async (host: Host, { config, url, logLevel, force, ...request }: ForgetFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { forget } = await import('../reviews/forget.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        forget({ ...request, host, force: force === true }, foundation),
      );
    });
}
