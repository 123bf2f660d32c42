import type { Finding } from '../../model/finding.ts';
import { findingId } from '../../model/finding-id.ts';

/** Findings that are named to who named none. */
const maxNamed = 5;

/** Ids of the findings that a text may have meant, the likeliest first: those of its server, those of its rule, those that failed. */
export function nearestIds(asked: string, findings: readonly Finding[]): readonly string[] {
  const [server = '', rest = ''] = asked.split('/', 2);
  const rule = rest.split(/[?@]/, 1)[0] ?? '';
  const likeness = (finding: Finding): number =>
    4 * alike(server, finding.server) +
    4 * alike(rule, finding.rule) +
    (finding.outcome === 'failed' ? 1 : 0);
  return findings
    .map((finding) => ({ id: findingId(finding), likeness: likeness(finding) }))
    .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, maxNamed)
    .map(({ id }) => id);
}

/** From 0 to 1: how much of the longer text both begin or end with. */
function alike(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  if (longer === 0) return 0;
  const begins = shared([...left], [...right]);
  const ends = shared([...left].toReversed(), [...right].toReversed());
  return Math.min(1, (begins + ends) / longer);
}

function shared(left: readonly string[], right: readonly string[]): number {
  const differs = left.findIndex((letter, at) => letter !== right[at]);
  return differs < 0 ? left.length : differs;
}
