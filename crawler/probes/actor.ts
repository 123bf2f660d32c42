import { type Host, parseHost } from '../../model/host.ts';
import type { ActorDocument } from '../documents/actor-document.ts';
import {
  findInstanceActor,
  type InstanceActor,
  type InstanceActorPlace,
  readInstanceActor,
} from '../documents/instance-actor.ts';
import { actorOf, askWebFinger, type JrdFacts } from '../documents/jrd.ts';
import { present } from '../documents/lenient.ts';
import {
  type AcceptProfile,
  askEveryProfile,
  type Representation,
  readDocument,
  represent,
} from '../documents/representation.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, type Prior } from '../probe.ts';
import { domains } from './domains.ts';
import { nodeinfo } from './nodeinfo.ts';
import { webfinger } from './webfinger.ts';

export type { ActorDocument, KeyFacts } from '../documents/actor-document.ts';
export type { AcceptProfile, Representation } from '../documents/representation.ts';

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

/** How peers read an actor of this server. Source: ActivityPub §3.2, §4.1; ActivityStreams 2 §8. */
export const actor = defineProbe({
  id: 'actor',
  version: 3,
  cadence: 'B',
  after,
  async run(target, io, prior): Promise<ActorData> {
    const place = await findInstanceActor(target, io, prior);
    const account = accountActor(prior);
    const url = account ?? place?.url;
    if (url === undefined) throw whyUnknown(prior);
    const answers = await askEveryProfile(io, url);
    const document = await readDocument(url, answers);
    return present({
      url,
      actorFrom: isServersOwn(prior) ? 'instance-actor' : 'account',
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

function isServersOwn({ webfinger }: Prior<typeof after>): boolean {
  if (!webfinger.ok || !webfinger.data.base.ok) return true;
  return webfinger.data.accountFrom === 'instance-actor' || webfinger.data.accountFrom === 'server-url';
}

/** What kept WebFinger from naming an actor is what keeps us from reading one. */
function whyUnknown({ webfinger }: Prior<typeof after>): ProbeFailure {
  const named = webfinger.ok ? webfinger.data.base : webfinger;
  if (named.ok) return new ProbeFailure('prior-missing', 'no actor of this server is known');
  return new ProbeFailure(named.failure.code, named.failure.detail);
}

function accountActor({ webfinger }: Prior<typeof after>): string | undefined {
  return webfinger.ok && webfinger.data.base.ok ? actorOf(webfinger.data.base.data) : undefined;
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
