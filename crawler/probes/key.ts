import { z } from 'zod';
import { type ActorDocument, type KeyFacts, readKey } from '../documents/actor-document.ts';
import { present, text } from '../documents/lenient.ts';
import { acceptProfiles } from '../documents/representation.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import { defineProbe, type Fetched, requireAsked } from '../probe.ts';
import { actor } from './actor.ts';

/** The key of an actor, as the actor lists it and as its own id shows it. */
export interface KeyData {
  /** The URL of the actor: keys of different actors are never compared. */
  readonly actor: string;
  readonly listed: KeyFacts;
  /** The id without its fragment: what is fetched to verify a signature. Absent: the key has no id that is a URL. */
  readonly url?: string;
  /** Absent: `url` is the actor's own, so the actor's document is the answer. */
  readonly fetched?: Settled<KeyFacts>;
}

/** Whether peers find the key that signatures name. Source: ActivityPub and HTTP Signatures (SWICG report), "Obtaining a public key". */
export const key = defineProbe({
  id: 'key',
  version: 1,
  cadence: 'D',
  after: { actor },
  async run(_target, io, prior): Promise<KeyData> {
    const document = prior.actor.ok ? readable(prior.actor.data) : undefined;
    if (document === undefined)
      throw new ProbeFailure('prior-missing', 'no actor of this server could be read');
    const { key: listed, requested, id } = document;
    const url = withoutFragment(listed.id);
    if (url === undefined || url === requested || url === id)
      return present({ actor: requested, listed, url });
    const asking = io.get(url, { accept: acceptProfiles.mastodon });
    const fetched = await settle(asking.then(readFetched));
    requireAsked(fetched);
    return { actor: requested, listed, url, fetched };
  },
});

type Actor = Awaited<ReturnType<typeof actor.run>>;

/** The sample actor, or the instance actor where that one wants signed requests. */
function readable({ document, instanceActor }: Actor): ActorDocument | undefined {
  if (document.ok) return document.data;
  return instanceActor?.ok === true ? instanceActor.data : undefined;
}

function withoutFragment(id: string | undefined): string | undefined {
  if (id === undefined || !URL.canParse(id)) return undefined;
  return id.split('#')[0];
}

const Holder = z.object({ id: text, owner: text, publicKeyPem: text, publicKey: z.unknown().optional() });

/** The key alone, or an actor with its key: both are in use. */
function readFetched(fetched: Fetched): KeyFacts {
  const holder = readJson(requireSuccess(fetched), Holder);
  return readKey(holder.publicKeyPem === undefined ? holder.publicKey : holder);
}
