import type { ActorDocument } from '../documents/actor-document.ts';
import {
  type CollectionFacts,
  type Leads,
  type ObjectFacts,
  readCollection,
  readObject,
} from '../documents/outbox.ts';
import { acceptProfiles } from '../documents/representation.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, requireAsked } from '../probe.ts';
import { type ActorData, actor } from './actor.ts';

export type { CollectionFacts, ObjectFacts } from '../documents/outbox.ts';

/** The public posts of the sample actor as peers find them; types, counts and whether ids agree, nothing of what is in them. */
export interface OutboxData {
  readonly actorFrom: ActorData['actorFrom'];
  readonly collection: Settled<CollectionFacts>;
  /** The first page, where it is a link. */
  readonly page?: Settled<CollectionFacts>;
  /** The newest public post, asked for by its id. Absent: none was found. */
  readonly item?: Settled<ObjectFacts>;
}

interface Sample {
  readonly io: ProbeIo;
  /** The actor's id, and the URL it was read at. */
  readonly actors: readonly string[];
  readonly host: string;
}

const { mastodon: accept } = acceptProfiles;

/** How an actor's posts are read. Source: ActivityPub §5.1; ActivityStreams 2 §4.6. */
export const outbox = defineProbe({
  id: 'outbox',
  version: 1,
  cadence: 'D',
  after: { actor },
  async run(_target, io, prior): Promise<OutboxData> {
    const sample = prior.actor.ok ? prior.actor.data : undefined;
    const document = sample?.document.ok === true ? sample.document.data : undefined;
    const url = document?.outbox;
    if (sample === undefined || document === undefined || url === undefined || !URL.canParse(url))
      throw new ProbeFailure('prior-missing', 'no outbox of this server is known');
    hide(io, document);
    const { requested, id = requested } = document;
    const seen = await read({ io, actors: [id, requested], host: URL.parse(id)?.host ?? '' }, url);
    return { actorFrom: sample.actorFrom, ...seen };
  },
});

/** The URLs of a person's posts mostly hold the person's name. */
function hide(io: ProbeIo, { types, preferredUsername }: ActorDocument): void {
  if (types.includes('Person') && preferredUsername !== undefined) io.shield(preferredUsername);
}

async function read(sample: Sample, url: string): Promise<Omit<OutboxData, 'actorFrom'>> {
  const collection = await ask(sample, url);
  requireAsked(collection);
  if (!collection.ok) return { collection };
  const { facts, leads } = collection.data;
  const page = leads.firstPage === undefined ? undefined : await ask(sample, leads.firstPage);
  const newest = leads.newestObject ?? (page?.ok === true ? page.data.leads.newestObject : undefined);
  return {
    collection: { ok: true, data: facts },
    ...(page !== undefined && { page: page.ok ? { ok: true, data: page.data.facts } : page }),
    ...(newest !== undefined && { item: await askObject(sample, newest) }),
  };
}

function ask(
  { io, host }: Sample,
  url: string,
): Promise<Settled<{ readonly facts: CollectionFacts; readonly leads: Leads }>> {
  return settle(io.get(url, { accept, record: 'head' }).then((fetched) => readCollection(fetched, host)));
}

function askObject({ io, actors }: Sample, url: string): Promise<Settled<ObjectFacts>> {
  return settle(
    io.get(url, { accept, record: 'origin' }).then((fetched) => readObject(fetched, { url, actors })),
  );
}
