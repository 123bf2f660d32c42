import type { Command } from 'commander';
import { configOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `doctor`: explains what is wrong with this set-up. */
export function addDoctor(root: Command, session: Session): void {
  root
    .command('doctor')
    .description('explain what is wrong with this set-up')
    .addOption(configOption())
    .addOption(urlOption())
    .action(async (flags: { config: string; url?: string }) => {
      const { runDoctor } = await import('../doctor/run.ts');
      session.end(await runDoctor(flags, session));
    });
}
