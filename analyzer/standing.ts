import { z } from 'zod';
import type { FailureCode } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import { storedData } from './stored-data.ts';

/**
 * How a server stands, the first that holds. `failing`: a rule failed. `refusing`: no document came, and the server, its robots.txt or what
 * guards it turned us away. `unjudged`: we did not finish, nothing was asked yet, or what is stored does not tell. `healthy`: it gave documents and no rule failed.
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

const refusals: ReadonlySet<string> = new Set<FailureCode>([
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

const cutOffs: ReadonlySet<string> = new Set<FailureCode>([
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
  if (asked.some(({ isUntold }) => isUntold)) return 'unjudged';
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

/**
 * How a probe ended. `gave`: with a document. `isUntold`: it has data, and a version with another shape wrote it. A code that this version does not
 * know is neither a refusal nor a cut-off.
 */
interface End {
  readonly gave: boolean;
  readonly code?: string | undefined;
  readonly isUntold?: true;
}

const settled = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), failure: z.object({ code: z.string() }) }),
]);

/** Where probes that may have data without a document say how their question ended. */
const ends = new Map<string, z.ZodType<z.infer<typeof settled>>>([
  ['webfinger', z.object({ base: settled }).transform(({ base }) => base)],
  ['actor', z.object({ document: settled }).transform(({ document }) => document)],
]);

/** An actor that wants signatures is an answer. */
function endOf(observation: Observation): End {
  const { probe, outcome, failure } = observation;
  if (outcome !== 'ok') return { gave: false, code: failure?.code };
  const shape = ends.get(probe);
  if (shape === undefined) return { gave: true };
  const end = storedData(observation, shape);
  if (end === undefined) return { gave: false, isUntold: true };
  if (end.ok || (probe === 'actor' && end.failure.code === 'http-unauthorized')) return { gave: true };
  return { gave: false, code: end.failure.code };
}
