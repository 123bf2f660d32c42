import type { Command } from 'commander';
import type { LogLevel } from '../log.ts';
import { alertmanagerOption, durationOption, logLevelOption, portOption } from '../options.ts';
import type { Session } from '../session.ts';

interface DemoFlags {
  readonly port: number;
  readonly data?: string;
  readonly alertmanager?: string;
  readonly once?: true;
  readonly small?: true;
  readonly every?: number;
  readonly logLevel: LogLevel;
}

/** `demo`: a fediverse on this machine, watched live. */
export function addDemo(root: Command, session: Session): void {
  root
    .command('demo')
    .description('start a small fediverse on this machine and watch it')
    .option('--port <port>', 'the port of the pages on 127.0.0.1', portOption, 8080)
    .option('--data <directory>', 'keep the data there; without it, it is gone at the end')
    .option(
      '--alertmanager <url>',
      'tell this Alertmanager of alerts, the outage in the demo among them',
      alertmanagerOption,
    )
    .option('--once', 'one full pass, print a summary and end')
    .option('--small', 'only a few servers that are well, for a quick look at the outage')
    .option('--every <duration>', 'time between two visits of a hosted server, such as 20s', durationOption)
    .addOption(logLevelOption('warn'))
    .action(async ({ every, ...flags }: DemoFlags) => {
      const { runDemo } = await import('../demo/run.ts');
      await runDemo({ ...flags, ...(every !== undefined && { everyMs: every }) }, session);
    });
}
