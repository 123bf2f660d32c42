import type { ChangedVerdict } from '../../analyzer/rescore/difference.ts';
import type { Span } from '../../analyzer/rescore/replay-server.ts';
import type { Rescored } from '../../analyzer/rescore/rescore.ts';
import { counted } from '../../model/counted.ts';

/** Servers that are named for each kind of change. */
const shown = 5;

/** What a rescore did, or would do, for people. */
export function rescoreReport(rescored: Rescored, span: Span, dryRun: boolean): string {
  const { observations, evaluations, replaced, made, bugs, finished } = rescored;
  const done = dryRun ? 'would be' : replaced === 1 ? 'was' : 'were';
  const same = replaced === 0 && made === 0;
  const lines = [
    ...changeLines(rescored.changes),
    `${span.since} to ${span.until}: ${counted(observations, 'observation')}, ${counted(evaluations, 'evaluation')} of fleet rules`,
    same
      ? 'Every finding is as it was'
      : `${counted(replaced, 'finding')} ${done} replaced by ${made}${dryRun ? '; nothing was written' : ''}`,
    ...(bugs.length === 0 ? [] : [`Threw, so that they cannot tell: ${bugs.join(', ')}`]),
    ...(finished ? [] : ['Stopped before the end: the rest is as it was']),
  ];
  return `${lines.join('\n')}\n`;
}

function changeLines(changes: readonly ChangedVerdict[]): readonly string[] {
  const byRule = [...Map.groupBy(changes, ({ rule }) => rule)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return byRule.flatMap(([rule, own]) => {
    const kinds = Map.groupBy(own, ({ from = 'nothing', to = 'nothing' }) => `${from} -> ${to}`);
    return [rule, ...[...kinds].map(([kind, some]) => `  ${kind}: ${some.length} (${named(some)})`)];
  });
}

function named(changes: readonly ChangedVerdict[]): string {
  const servers = [...new Set(changes.map(({ server }) => server))].toSorted();
  const first = servers.slice(0, shown).join(', ');
  return servers.length > shown ? `${first} and ${servers.length - shown} more` : first;
}
