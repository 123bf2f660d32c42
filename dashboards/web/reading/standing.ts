import type { Finding } from '../../../model/finding.ts';
import type { Observation } from '../../../model/observation.ts';

/** What a server is, in one word. */
export type Standing = 'healthy' | 'failing' | 'unreachable' | 'refusing' | 'unjudged';

/** What a server is, from its newest observations and current findings. */
export function standingOf(observations: readonly Observation[], findings: readonly Finding[]): Standing {
  const made = observations.filter(({ outcome }) => outcome !== 'missed');
  if (made.length === 0) return 'unjudged';
  if (
    made.every(
      ({ outcome, failure }) =>
        outcome === 'failed' && ['dns', 'connect', 'tls', 'http'].includes(failure?.stage ?? ''),
    )
  )
    return 'unreachable';
  if (made.every(({ outcome }) => outcome === 'disallowed')) return 'refusing';
  if (findings.some(({ outcome }) => outcome === 'failed')) return 'failing';
  return findings.some(({ outcome }) => outcome === 'passed') ? 'healthy' : 'unjudged';
}
