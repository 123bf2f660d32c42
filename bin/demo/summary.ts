import { standingOf } from '../../analyzer/standing.ts';
import { audienceNames } from '../../dashboards/web/parts/words.ts';
import { audiences, type Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { Terminal } from '../terminal.ts';

/** What one full pass left in the store. */
export interface PassResult {
  readonly servers: readonly ServerStanding[];
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
}

type Row = readonly [host: string, consent: string, standing: string, failed: string];

/** The end of one full pass: a line a server with how it stands and every failed rule, then the failures by audience. */
export function demoSummary(
  { servers, observations, findings }: PassResult,
  { paint }: Pick<Terminal, 'paint'>,
): string {
  const seen = Map.groupBy(observations, ({ server }) => server);
  const said = Map.groupBy(findings, ({ server }) => server);
  const widest = Math.max(...servers.map(({ host }) => host.length), 6);
  const line = ([host, consent, standing, failed]: Row) =>
    `${host.padEnd(widest)}  ${consent.padEnd(8)}  ${standing.padEnd(11)}  ${failed}`;
  const lines = servers.map(({ host, consent }) => {
    const own = said.get(host) ?? [];
    const failed = own.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule);
    return line([
      host,
      consent,
      standingOf(seen.get(host) ?? [], own),
      [...new Set(failed)].toSorted().join(', ') || '-',
    ]);
  });
  const counts = audiences.map((audience) => {
    const failed = findings.filter((each) => each.audience === audience && each.outcome === 'failed');
    return `${audienceNames[audience]}: ${failed.length} failed`;
  });
  return `${[paint('bold', line(['server', 'consent', 'standing', 'failed rules'])), ...lines, '', ...counts].join('\n')}\n`;
}
