import { type Command, InvalidArgumentError } from 'commander';
import { parseDuration } from '../../model/duration.ts';
import { type Host, hostRefusals, parseHost } from '../../model/host.ts';
import { systemClock } from '../clock.ts';
import { loadConfiguration } from '../configuration.ts';
import type { Flags } from '../foundation.ts';
import { configOption, logLevelOption, urlOption } from '../options.ts';
import type { Session } from '../session.ts';

interface RescoreFlags extends Flags {
  readonly config: string;
  readonly since: string;
  readonly rule?: readonly string[];
  readonly server?: readonly Host[];
  readonly dryRun?: true;
}

/** `rescore`: findings made again from stored observations. */
export function addRescore(root: Command, session: Session): void {
  root
    .command('rescore')
    .description('judge stored observations again, and replace the findings of that time')
    .requiredOption(
      '--since <when>',
      'an instant (2026-11-01T00:00:00Z) or a duration back from now (7d)',
      sinceOption,
    )
    .option('--rule <id...>', 'only these rules')
    .option('--server <host...>', 'only these servers', serverOption)
    .option('--dry-run', 'say what would change, and write nothing')
    .addOption(configOption())
    .addOption(urlOption())
    .addOption(logLevelOption('info'))
    .action(async ({ config, since, rule, server, dryRun, ...flags }: RescoreFlags) => {
      const configuration = loadConfiguration(config);
      const { runRescore } = await import('../rescore/run.ts');
      const request = {
        configuration,
        since,
        dryRun: dryRun === true,
        only: { rules: rule, servers: server },
      };
      await runRescore(request, flags, session);
    });
}

/** RFC 3339, UTC. */
function sinceOption(text: string): string {
  const back = parseDuration(text);
  const at = back === undefined ? instantOf(text) : systemClock.now() - back;
  if (at === undefined || at > systemClock.now())
    throw new InvalidArgumentError(
      'it is an instant in the past such as 2026-11-01T00:00:00Z, or a duration such as 7d',
    );
  return new Date(at).toISOString();
}

function instantOf(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

function serverOption(text: string, earlier: readonly Host[] = []): readonly Host[] {
  const parsed = parseHost(text);
  if (!parsed.ok) throw new InvalidArgumentError(hostRefusals[parsed.refusal]);
  return [...earlier, parsed.host];
}
