import { audienceNames } from '../../dashboards/web/parts/words.ts';
import { audiences, type Finding, severities } from '../../model/finding.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { Terminal } from '../terminal.ts';

/** The state of one server in a word: the loudest failure, or `open` when nothing failed and nothing passed, or `healthy`. */
function stateOf(findings: readonly Finding[]): string {
  const failed = findings.filter(({ outcome }) => outcome === 'failed').map(({ severity }) => severity);
  const loudest = severities.findLast((severity) => failed.includes(severity));
  if (loudest !== undefined) return loudest;
  return findings.some(({ outcome }) => outcome === 'passed') ? 'healthy' : 'open';
}

/** The end of one full pass: a line a server with its state and every failed rule, then the failures by audience. */
export function demoSummary(
  servers: readonly ServerStanding[],
  findings: readonly Finding[],
  { paint }: Pick<Terminal, 'paint'>,
): string {
  const byServer = Map.groupBy(findings, ({ server }) => server);
  const widest = Math.max(6, ...servers.map(({ host }) => host.length));
  const row = (cells: readonly [string, string, string, string]) =>
    `${cells[0].padEnd(widest)}  ${cells[1].padEnd(8)}  ${cells[2].padEnd(8)}  ${cells[3]}`.trimEnd();
  const lines = servers.map(({ host, consent }) => {
    const own = byServer.get(host) ?? [];
    const failed = own.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule);
    return row([host, consent, stateOf(own), failed.toSorted().join(', ') || '-']);
  });
  const counts = audiences.map((audience) => {
    const failed = findings.filter((each) => each.audience === audience && each.outcome === 'failed');
    return `${audienceNames[audience]}: ${failed.length} failed`;
  });
  return `${[paint('bold', row(['server', 'consent', 'state', 'failed rules'])), ...lines, '', ...counts].join('\n')}\n`;
}
