import { hash } from 'node:crypto';
import { present } from '../documents/lenient.ts';
import { type Representation, represent } from '../documents/representation.ts';
import { type Settled, settle } from '../net/probe-failure.ts';
import { defineProbe, type Fetched, type ProbeTarget, requireAsked } from '../probe.ts';
import { domains } from './domains.ts';

/** The answer for something that does not exist. */
export type NothingThere = Pick<Representation, 'status' | 'contentType' | 'kind' | 'urls'>;

/** What a server says of a well-known document and of an account that do not exist. */
export interface Soft404Data {
  readonly answers: readonly ({ readonly place: 'well-known' | 'user' } & Settled<NothingThere>)[];
}

const places = {
  'well-known': { path: '/.well-known/', accept: 'application/json' },
  user: { path: '/users/', accept: 'application/activity+json' },
} as const;

/** Whether "not found" is said as 404. Source: RFC 9110 §15.5.5, RFC 8615 §3. */
export const soft404 = defineProbe({
  id: 'soft-404',
  version: 1,
  cadence: 'E',
  after: { domains },
  async run(target, io, prior): Promise<Soft404Data> {
    const host = prior.domains.ok ? prior.domains.data.webDomain : target.server.host;
    const ask = async (place: keyof typeof places) => {
      const { path, accept } = places[place];
      const answer = await settle(io.get(`https://${host}${path}${nameOf(target, place)}`, { accept }));
      return { place, ...nothing(answer) };
    };
    const answers = [await ask('well-known'), await ask('user')];
    requireAsked(...answers);
    return { answers };
  },
});

/** A name that nobody has, and that no cache was asked for before: it changes with every slot. */
function nameOf({ server, scheduledAt }: ProbeTarget, place: string): string {
  const digest = hash('sha256', `${server.host} ${place} ${scheduledAt}`);
  return `fediscope${digest.slice(0, 24)}`;
}

function nothing(answer: Settled<Fetched>): Settled<NothingThere> {
  const seen = represent(answer);
  if (!seen.ok) return seen;
  const { status, contentType, kind, urls } = seen.data;
  return { ok: true, data: present({ status, contentType, kind, urls }) };
}
