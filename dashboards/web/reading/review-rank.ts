import { type Finding, type Severity, severities } from '../../../model/finding.ts';
import type { PolicyChange, PolicyLevel } from '../../../model/policy.ts';
import { waveRule } from './network.ts';

/** What is looked at before what: a wave of rejections, another failed finding, a list that rejects or limits now, all else. */
export const ranks = ['wave', 'finding', 'rejection', 'change'] as const;

export type ReviewRank = (typeof ranks)[number];

/** By what things to review are ordered. `severity`: of a finding. `at`: RFC 3339, UTC. */
export interface Ranked {
  readonly rank: ReviewRank;
  readonly severity?: Severity;
  readonly at: string;
}

/** The rank first, then the most severe, then the newest. */
export function byRank(left: Ranked, right: Ranked): number {
  return (
    ranks.indexOf(left.rank) - ranks.indexOf(right.rank) ||
    loudness(right) - loudness(left) ||
    Number(left.at < right.at) - Number(left.at > right.at)
  );
}

function loudness({ severity }: Ranked): number {
  return severity === undefined ? -1 : severities.indexOf(severity);
}

/** The rank of a failed finding, and how severe it is. */
export function rankOfFinding({ rule, severity }: Finding): Pick<Ranked, 'rank' | 'severity'> {
  return { rank: rule === waveRule ? 'wave' : 'finding', severity };
}

/** The rank of a change of a list. */
export function rankOfChange({ before, after }: PolicyChange): Pick<Ranked, 'rank'> {
  return { rank: gravity(after?.level) > gravity(before?.level) ? 'rejection' : 'change' };
}

/** What cuts a server off, the worst last; -1 for what does not. */
function gravity(level: PolicyLevel | undefined): number {
  return level === undefined ? -1 : ['limit', 'reject'].indexOf(level);
}
