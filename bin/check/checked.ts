import type { Finding } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';

/** One server after its visit: what was seen, what the rules say of it, and how many faults of ours got in the way. */
export interface CheckedServer {
  readonly server: Host;
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly bugs: number;
}

/** Probes whose answer makes a server one that can be judged: any document of the federation. */
const documents: ReadonlySet<string> = new Set([
  'nodeinfo',
  'instance-api',
  'webfinger',
  'actor',
  'host-meta',
]);

/** Reasons of ours and of the caller's for ending a visit before its end. */
const cutOff: ReadonlySet<string> = new Set([
  'visit-deadline',
  'shutting-down',
  'crawl-delay',
  'retry-after',
  'request-budget',
  'own-resources',
]);

/** Could the server be judged? No: it gave no document at all, or the visit was cut off. Single open answers do not count. */
export function isJudged({ observations }: CheckedServer): boolean {
  const answered = observations.some(({ probe, outcome }) => documents.has(probe) && outcome === 'ok');
  return answered && !observations.some(({ failure }) => failure !== undefined && cutOff.has(failure.code));
}
