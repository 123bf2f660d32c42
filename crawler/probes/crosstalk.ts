import {
  type AcceptProfile,
  questionOf,
  type Representation,
  represent,
} from '../documents/representation.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import { defineProbe, requireAsked } from '../probe.ts';
import { actor } from './actor.ts';

/** The actor's URL asked as a peer, as a browser, and as a peer again, in the order of asking. */
export interface CrosstalkData {
  readonly url: string;
  readonly answers: readonly ({ readonly wanted: 'activity' | 'page' } & Settled<Representation>)[];
}

/** The first two were just asked by the actor's own matrix, the browser's last; where that was so, only the third is a new request. */
const turns: readonly { readonly profile: AcceptProfile; readonly reuse: boolean }[] = [
  { profile: 'activity-json', reuse: true },
  { profile: 'browser', reuse: true },
  { profile: 'activity-json', reuse: false },
];

/** Whether a cache mixes up the two representations of one URL. Source: RFC 9111 §4.1. */
export const crosstalk = defineProbe({
  id: 'crosstalk',
  version: 1,
  cadence: 'D',
  after: { actor },
  async run(_target, io, prior): Promise<CrosstalkData> {
    if (!prior.actor.ok) throw new ProbeFailure('prior-missing', 'no actor of this server is known');
    const { url } = prior.actor.data;
    const answers: CrosstalkData['answers'][number][] = [];
    for (const { profile, reuse } of turns) {
      const answer = await settle(io.get(url, { ...questionOf(profile), reuse }));
      if (!reuse) requireAsked(answer);
      answers.push({ wanted: profile === 'browser' ? 'page' : 'activity', ...represent(answer) });
    }
    return { url, answers };
  },
});
