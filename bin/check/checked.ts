import { standingOf } from '../../analyzer/standing.ts';
import type { Finding } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import type { SeenSoftware } from './software.ts';

/** One server after its visit: what was seen, what the rules say of it, and how many faults of ours got in the way. */
export interface CheckedServer {
  readonly server: Host;
  readonly software: SeenSoftware;
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly bugs: number;
}

/** Could the server be judged? No: it gave no document, turned us away, or the visit was cut off. Single open answers do not count. */
export function isJudged({ observations }: CheckedServer): boolean {
  return standingOf(observations, []) === 'healthy';
}
