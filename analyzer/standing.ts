import type { ActorData } from '../crawler/probes/actor.ts';
import type { WebFingerData } from '../crawler/probes/webfinger.ts';
import type { FailureCode } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';

/**
 * How a server stands, the first that holds. `failing`: a rule failed. `refusing`: no document came, and the server, its robots.txt or what
 * guards it turned us away. `unjudged`: we did not finish, or nothing was asked yet. `healthy`: it gave documents and no rule failed.
 * `unreachable`: it gave no answer, or errors only.
 */
export type Standing = 'failing' | 'refusing' | 'unjudged' | 'healthy' | 'unreachable';

/** Probes that ask for documents of the federation. */
const documentProbes: ReadonlySet<string> = new Set([
  'host-meta',
  'nodeinfo',
  'instance-api',
  'webfinger',
  'actor',
]);

const refusals: ReadonlySet<FailureCode> = new Set([
  'robots-disallowed',
  'opted-out',
  'noindex',
  'retired',
  'http-unauthorized',
  'http-forbidden',
  'http-rate-limited',
  'http-challenged',
  'retry-after',
]);

const cutOffs: ReadonlySet<FailureCode> = new Set([
  'visit-deadline',
  'shutting-down',
  'crawl-delay',
  'retry-after',
  'request-budget',
  'address-budget',
  'domain-budget',
  'own-network-down',
  'own-resources',
]);

/** How one server stands by its newest observations and its current findings. Single open answers do not count. */
export function standingOf(observations: readonly Observation[], findings: readonly Finding[]): Standing {
  if (findings.some(({ outcome }) => outcome === 'failed')) return 'failing';
  const asked = newestVisit(observations.filter(({ probe }) => documentProbes.has(probe))).map(endOf);
  const codes = asked.flatMap(({ code }) => (code === undefined ? [] : [code]));
  const answered = asked.some(({ gave }) => gave);
  if (!answered && codes.some((code) => refusals.has(code))) return 'refusing';
  if (codes.some((code) => cutOffs.has(code))) return 'unjudged';
  if (answered) return 'healthy';
  return observations.some(({ outcome }) => outcome === 'failed') ? 'unreachable' : 'unjudged';
}

/** What was learned at the last moment anything was: a document of yesterday says nothing about an outage of today. */
function newestVisit(observations: readonly Observation[]): readonly Observation[] {
  const newest = observations
    .map(({ scheduledAt }) => scheduledAt)
    .toSorted()
    .at(-1);
  return observations.filter(({ scheduledAt }) => scheduledAt === newest);
}

/** How a probe ended. `gave`: with a document. An actor that wants signatures is an answer. */
function endOf({ probe, outcome, failure, data }: Observation): {
  gave: boolean;
  code?: FailureCode | undefined;
} {
  if (outcome !== 'ok') return { gave: false, code: failure?.code };
  // A probe wrote this under its own id, so the data has its type.
  if (probe === 'webfinger') return settledEnd((data as WebFingerData).base);
  if (probe !== 'actor') return { gave: true };
  const { gave, code } = settledEnd((data as ActorData).document);
  return code === 'http-unauthorized' ? { gave: true } : { gave, code };
}

function settledEnd(settled: WebFingerData['base'] | ActorData['document']): {
  gave: boolean;
  code?: FailureCode;
} {
  return settled.ok ? { gave: true } : { gave: false, code: settled.failure.code };
}
