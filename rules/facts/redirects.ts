import type { ObservedData } from '../../crawler/probes/index.ts';
import type { Failure } from '../../model/failure.ts';
import type { Observed, Unobserved } from '../rule.ts';
import { failuresOf } from './exchanges.ts';

type Result<P extends keyof ObservedData> = Observed<P> | Unobserved;

/** Redirect chains of WebFinger and of the actor, and what ended a request in these probes. */
export interface Redirects {
  /** Every URL of each chain, the asked one first. */
  readonly webfinger: readonly (readonly string[])[];
  readonly actor: readonly (readonly string[])[];
  readonly failures: readonly Failure[];
}

/** What was redirected where. A browser's way to the profile page is no concern of peers. */
export function redirectsOf(
  webfinger: Result<'webfinger'>,
  nodeinfo: Result<'nodeinfo'>,
  actor: Result<'actor'>,
): Redirects {
  const jrds = webfinger.ok
    ? [webfinger.data.base, webfinger.data.reverse].filter((jrd) => jrd !== undefined)
    : [];
  const representations = actor.ok
    ? actor.data.representations.filter(({ profile }) => profile !== 'browser')
    : [];
  const settled = [...jrds, ...representations];
  return {
    webfinger: jrds.flatMap((jrd) => (jrd.ok ? [jrd.data.urls] : [])),
    actor: representations.flatMap((answer) => (answer.ok ? [answer.data.urls] : [])),
    failures: [
      ...failuresOf(webfinger, nodeinfo, actor),
      ...settled.flatMap((answer) => (answer.ok ? [] : [answer.failure])),
    ],
  };
}
