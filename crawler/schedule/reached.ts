import type { Failure, FailureCode } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';

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

/** Fewer than these are documents that are gone, such as an account, and not a site. */
const leastPaths = 3;

/** The paths at which 410 was the answer, since any other answer came. A visit may ask for one path alone. Source: RFC 9110 §15.5.11. */
export function pathsGone(
  before: readonly string[],
  observations: readonly Observation[],
): readonly string[] {
  const answers = observations
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ status }) => status !== undefined);
  if (answers.some(({ status }) => status !== 410)) return [];
  const paths = new Set([...before, ...answers.map(({ url }) => new URL(url).pathname)]);
  return [...paths].slice(0, leastPaths);
}

/** Are so many paths gone that the whole site is? */
export function isWholeSite(paths: readonly string[]): boolean {
  return paths.length >= leastPaths;
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
