import type { Failure, FailureCode } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';

/** Probes that have data exactly when the server answered on its address: a TLS session, or any answer to a request. */
const contactProbes: ReadonlySet<string> = new Set(['robots', 'tls']);

/** Was the server asked at all? Refusals and limits of ours are no attempt, but what was exchanged before them is one. */
export function wasTried(observations: readonly Observation[]): boolean {
  return observations.some(
    ({ probe, outcome, exchanges }) =>
      exchanges.length > 0 || (contactProbes.has(probe) && (outcome === 'ok' || outcome === 'failed')),
  );
}

/** Did it answer, whatever it said? A server that refuses us is alive. */
export function wasReached(observations: readonly Observation[]): boolean {
  return observations.some(
    ({ probe, outcome, exchanges }) =>
      (contactProbes.has(probe) && outcome === 'ok') || exchanges.some(({ status }) => status !== undefined),
  );
}

/** An answer to fewer requests than this is one page that is gone, not a site. */
const leastAnswers = 3;

/** Was 410 the answer to everything? Source: RFC 9110 §15.5.11. */
export function isWholeSiteGone(observations: readonly Observation[]): boolean {
  const statuses = observations
    .flatMap(({ exchanges }) => exchanges)
    .flatMap(({ status }) => (status === undefined ? [] : [status]));
  return statuses.length >= leastAnswers && statuses.every((status) => status === 410);
}

/** Ends that our own network could have caused as well as theirs. A name that does not exist was said by a resolver, so we were online. */
const oursOrTheirs: ReadonlySet<FailureCode> = new Set([
  'dns-servfail',
  'dns-timeout',
  'dns-refused',
  'connect-refused',
  'connect-reset',
  'connect-timeout',
  'connect-unreachable',
  'tls-timeout',
  'http-timeout',
]);

/** Could our own network have caused it? */
export function mayBeOurs(failure: Failure | undefined): boolean {
  return failure !== undefined && oursOrTheirs.has(failure.code);
}
