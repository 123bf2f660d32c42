import { z } from 'zod';
import type { Failure } from '../../model/failure.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import type { Fetched, FetchOptions } from '../probe.ts';
import { type ActorDocument, readActor } from './actor-document.ts';
import { listOf, present, text } from './lenient.ts';

/** `Accept` headers as real peers send them. Source: each software's own code, as the check catalogue cites it. */
export const acceptProfiles = {
  'activity-json': 'application/activity+json',
  spec: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  mastodon: 'application/activity+json, application/ld+json',
  'mastodon-search':
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams", application/activity+json, text/html;q=0.1',
  misskey: 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  gotosocial:
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams",application/activity+json',
  browser: 'text/html,application/xhtml+xml,*/*;q=0.8',
} as const;

export type AcceptProfile = keyof typeof acceptProfiles;

/** One answer of an actor's URL to one `Accept` header. */
export interface Representation {
  /** Every URL of the chain, the asked one first. */
  readonly urls: readonly string[];
  readonly status: number;
  readonly contentType?: string;
  readonly vary?: string;
  readonly cacheControl?: string;
  /** What the body is, whatever its header says. `activity`: JSON with an actor type. `redirect`: a browser is sent on to the page. */
  readonly kind: 'activity' | 'json' | 'html' | 'redirect' | 'other';
  /** `id` of the JSON, to compare representations with. */
  readonly id?: string;
}

/** How an actor is asked for. A browser that is sent on was given a page, which costs no second request. */
export function questionOf(profile: AcceptProfile): FetchOptions {
  const accept = acceptProfiles[profile];
  return profile === 'browser' ? { accept, maxRedirects: 0 } : { accept };
}

/** What an actor's URL answered to each `Accept` header, in the order of `acceptProfiles`. */
export type Answers = readonly { readonly profile: AcceptProfile; readonly answer: Settled<Fetched> }[];

/** A server that cannot be reached at all ends the matrix after its first question. */
export async function askEveryProfile(io: ProbeIo, url: string): Promise<Answers> {
  const answers: Answers[number][] = [];
  for (const name of Object.keys(acceptProfiles)) {
    // Object.keys widens the keys that the table has.
    const profile = name as AcceptProfile;
    const asking = io.get(url, questionOf(profile));
    const answer = answers.length === 0 ? ({ ok: true, data: await asking } as const) : await settle(asking);
    answers.push({ profile, answer });
  }
  return answers;
}

const Probed = z.object({ id: text, type: listOf(z.string()), inbox: text });

/** What one answer shows of the actor. */
export function represent(answer: Settled<Fetched>): Settled<Representation> {
  if (!answer.ok) return answer;
  const { hops, status, headers } = answer.data;
  const body = isRedirect(status) ? ({ kind: 'redirect' } as const) : readBody(answer.data);
  if ('failure' in body) return { ok: false, failure: body.failure };
  return {
    ok: true,
    data: present({
      urls: hops.map((hop) => hop.url),
      status,
      contentType: headers['content-type'],
      vary: headers['vary'],
      cacheControl: headers['cache-control'],
      ...body,
    }),
  };
}

type Body = { readonly kind: Representation['kind']; readonly id?: string | undefined };

/** What the body is. A failure only where a cap of ours kept us from seeing. */
function readBody(fetched: Fetched): Body | { readonly failure: Failure } {
  try {
    const body = readJson(fetched, Probed);
    return { kind: body.type.length > 0 && body.inbox !== undefined ? 'activity' : 'json', id: body.id };
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error;
    const { failure } = error;
    if (failure.code === 'body-too-deep') return { failure };
    return { kind: failure.code === 'body-html' ? 'html' : 'other' };
  }
}

function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399 && status !== 304;
}

function isActivity(fetched: Fetched): boolean {
  const body = readBody(fetched);
  return fetched.status === 200 && 'kind' in body && body.kind === 'activity';
}

/** The first activity among the answers that peers' servers ask for; without one, why the first answer is none. */
export function readDocument(url: string, answers: Answers): Promise<Settled<ActorDocument>> {
  const forPeers = answers
    .filter(({ profile }) => profile !== 'browser')
    .flatMap(({ answer }) => (answer.ok ? [answer.data] : []));
  const activity = forPeers.find(isActivity);
  return settle(
    (async () => {
      const chosen = activity ?? forPeers[0];
      if (chosen === undefined) throw new ProbeFailure('prior-missing', 'no representation was read');
      return readActor(url, requireSuccess(chosen));
    })(),
  );
}
