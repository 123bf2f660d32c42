import type { Command } from 'commander';
import type { AnnotateFlags } from '../annotate/run.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

/** `annotate deploy`: says what was changed when, so that a failure after it is looked for there first. */
export function addAnnotate(root: Command, session: Session): void {
  const annotate = root.command('annotate').description('say what was changed when');
  annotate
    .command('deploy')
    .description('record that something was changed at a server')
    .requiredOption('--server <host>', 'the server, such as social.example')
    .option('--at <RFC3339>', 'when, such as 2026-11-20T10:00:00Z; without it, now')
    .option('--note <text>', 'what, such as "Mastodon 4.5.2"')
    .option('--by <name>', 'who; without it, the user of this machine')
    .option('--monitor <url>', 'the pages of a running monitor to send it to, instead of the store')
    .option('--token-env <name>', 'the environment variable with an access token of that monitor')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async (flags: AnnotateFlags) => {
      const { runAnnotateDeploy } = await import('../annotate/run.ts');
      await runAnnotateDeploy(flags, session);
    });
}
