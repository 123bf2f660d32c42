import type { Command } from 'commander';
import type { LogLevel } from '../log.ts';
import { logLevelOption, portOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `demo`: a fediverse on this machine, watched live. */
export function addDemo(root: Command, session: Session): void {
  root
    .command('demo')
    .description('start a small fediverse on this machine and watch it')
    .option('--port <port>', 'the port of the pages on 127.0.0.1', portOption, 8080)
    .option('--data <directory>', 'keep the data there; without it, it is gone at the end')
    .option('--once', 'one full pass, print a summary and end')
    .addOption(logLevelOption('warn'))
    .action(async (flags: { port: number; data?: string; once?: true; logLevel: LogLevel }) => {
      const { runDemo } = await import('../demo/run.ts');
      await runDemo(flags, session);
    });
}
