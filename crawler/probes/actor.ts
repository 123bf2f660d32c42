import { z } from 'zod';
import type { Failure } from '../../model/failure.ts';
import { type Host, parseHost } from '../../model/host.ts';
import { type ActorDocument, readActor } from '../actor-document.ts';
import {
  findInstanceActor,
  type InstanceActor,
  type InstanceActorPlace,
  readInstanceActor,
} from '../instance-actor.ts';
import { actorOf, askWebFinger, type JrdFacts } from '../jrd.ts';
import { listOf, present, text } from '../lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import {
  defineProbe,
  type Fetched,
  type Prior,
  ProbeFailure,
  type ProbeIo,
  type Settled,
  settle,
} from '../probe.ts';
import { domains } from './domains.ts';
import { nodeinfo } from './nodeinfo.ts';
import { webfinger } from './webfinger.ts';

export type { ActorDocument, KeyFacts } from '../actor-document.ts';

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
  /** What the body is, whatever its header says. `activity`: JSON with an actor type. */
  readonly kind: 'activity' | 'json' | 'html' | 'other';
  /** `id` of the JSON, to compare representations with. */
  readonly id?: string;
}

/**
 * One actor of the server in every representation peers ask for, and the server's instance actor.
 * `actorFrom`: who named the actor: the account that WebFinger resolved, or the instance actor itself.
 */
export interface ActorData {
  readonly url: string;
  readonly actorFrom: 'account' | 'instance-actor';
  /** In the order of `acceptProfiles`. */
  readonly representations: readonly ({ readonly profile: AcceptProfile } & Settled<Representation>)[];
  /** From the first representation that is an activity. `http-unauthorized`: the server wants signatures, which is a mode. */
  readonly document: Settled<ActorDocument>;
  /** `acct:preferredUsername@host(id)`, asked at that host. Absent: there is no document, or WebFinger already asked just that. */
  readonly loopback?: Settled<JrdFacts>;
  /** Absent: none is known. */
  readonly instanceActor?: InstanceActor;
}

const after = { domains, nodeinfo, webfinger };
type Answers = readonly { readonly profile: AcceptProfile; readonly answer: Settled<Fetched> }[];

/** How peers read an actor of this server. Source: ActivityPub §3.2, §4.1; ActivityStreams 2 §8. */
export const actor = defineProbe({
  id: 'actor',
  version: 1,
  after,
  async run({ server }, io, prior): Promise<ActorData> {
    const place = await findInstanceActor(server.host, io, prior);
    const account = accountActor(prior);
    const url = account ?? place?.url;
    if (url === undefined) throw new ProbeFailure('prior-missing', 'no actor of this server is known');
    const answers = await askEveryProfile(io, url);
    const document = await readDocument(url, answers);
    return present({
      url,
      actorFrom: account === undefined ? 'instance-actor' : 'account',
      representations: answers.map(({ profile, answer }) => ({ profile, ...represent(answer) })),
      document,
      loopback: document.ok ? await askLoopback(io, document.data, prior) : undefined,
      instanceActor: place && (await readPlace(io, place, { url, document })),
    } as const);
  },
});

/** The instance actor may be the very actor that was just read. */
async function readPlace(
  io: ProbeIo,
  place: InstanceActorPlace,
  { url, document }: Pick<ActorData, 'url' | 'document'>,
): Promise<InstanceActor> {
  if (place.url === url) return { ...place, ...document };
  return { ...place, ...(await settle(readInstanceActor(io, place.url))) };
}

function accountActor({ webfinger }: Prior<typeof after>): string | undefined {
  return webfinger.ok && webfinger.data.base.ok ? actorOf(webfinger.data.base.data) : undefined;
}

/** A server that cannot be reached at all ends the matrix after its first question. */
async function askEveryProfile(io: ProbeIo, url: string): Promise<Answers> {
  const answers: Answers[number][] = [];
  for (const [profile, accept] of Object.entries(acceptProfiles)) {
    const asking = io.get(url, { accept });
    const answer = answers.length === 0 ? ({ ok: true, data: await asking } as const) : await settle(asking);
    // Object.entries widens the keys that the table has.
    answers.push({ profile: profile as AcceptProfile, answer });
  }
  return answers;
}

const Probed = z.object({ id: text, type: listOf(z.string()), inbox: text });

function represent(answer: Settled<Fetched>): Settled<Representation> {
  if (!answer.ok) return answer;
  const { hops, status, headers } = answer.data;
  const body = readBody(answer.data);
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

function isActivity(fetched: Fetched): boolean {
  const body = readBody(fetched);
  return fetched.status === 200 && 'kind' in body && body.kind === 'activity';
}

/** The first activity among the answers that peers' servers ask for; without one, why the first answer is none. */
function readDocument(url: string, answers: Answers): Promise<Settled<ActorDocument>> {
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

async function askLoopback(
  io: ProbeIo,
  document: ActorDocument,
  { webfinger }: Prior<typeof after>,
): Promise<Settled<JrdFacts> | undefined> {
  const home = hostOf(document.id ?? document.requested);
  if (document.preferredUsername === undefined || home === undefined) return undefined;
  const resource = `acct:${document.preferredUsername}@${home}`;
  const asked = webfinger.ok ? [webfinger.data.base, webfinger.data.reverse] : [];
  if (asked.some((answer) => answer?.ok === true && answer.data.resource === resource)) return undefined;
  return settle(askWebFinger(io, home, resource));
}

function hostOf(url: string): Host | undefined {
  const named = URL.canParse(url) ? parseHost(new URL(url).host) : undefined;
  return named?.ok === true ? named.host : undefined;
}
