import type { Command } from 'commander';
import { loadConfiguration } from '../configuration.ts';
import type { LogLevel } from '../log.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface ExportFlags {
  readonly config: string;
  readonly url?: string;
  readonly logLevel: LogLevel;
  readonly out: string;
}

const help = `
A finding is named by its server and its rule, such as social.example/licence.offer-present; that is the newest one.
With labels: social.example/peering.rejected-by-peer?peer=other.example
An earlier one: social.example/licence.offer-present@2026-11-21T23:00:00.000Z, with the instant since which it held.
Without a finding, those that failed are listed. The bundle is one tar file; fediscope verify-evidence checks it.`;

/** `export evidence`: writes down what a finding rests on. */
export function addExport(root: Command, session: Session): void {
  const evidence = root.command('export').description('hand out what is stored');
  evidence
    .command('evidence')
    .description('write a signed bundle of all that a finding rests on: WARC/1.1 and a manifest')
    .argument('[finding]', 'such as social.example/licence.offer-present')
    .option('--out <path>', 'a folder, or a file that is not there yet', '.')
    .addHelpText('after', help)
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('warn'))
    .action(async (id: string | undefined, { config, url, logLevel, out }: ExportFlags) => {
      const { runErrand } = await import('../errand.ts');
      const { exportEvidence } = await import('../evidence/export.ts');
      const flags = { logLevel, ...(url !== undefined && { url }) };
      const request = { out, ...(id !== undefined && { id }) };
      await runErrand(loadConfiguration(config), { flags, session }, (foundation) =>
        exportEvidence(request, foundation),
      );
    });
}
