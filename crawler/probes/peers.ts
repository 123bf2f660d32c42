import { z } from 'zod';
import type { FailureCode } from '../../model/failure.ts';
import { profileOf } from '../../model/software/index.ts';
import type { SoftwareProfile } from '../../model/software/profile.ts';
import type { OfferCounts } from '../candidates/refusal.ts';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import { defineProbe, type Fetched, type Prior, ProbeFailure } from '../probe.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';
import { nodeinfo } from './nodeinfo.ts';

type PeersApi = NonNullable<SoftwareProfile['peersApi']>;

/** A published list of the servers that a server knows, as counts. `names`: its entries. `cut`: it has more than we read. */
export interface PublishedPeers extends OfferCounts {
  readonly asked: true;
  readonly published: true;
  readonly api: PeersApi;
  readonly names: number;
  readonly cut: boolean;
}

/**
 * What a server tells of the servers it knows. The names themselves go to the candidates and are not stored.
 * `asked` false: nobody collects candidates, or the software has no such list. `published` false: the server keeps its list to itself.
 */
export type PeersData =
  | { readonly asked: false }
  | { readonly asked: true; readonly published: false; readonly api: PeersApi; readonly status: number }
  | PublishedPeers;

const maxBytes = 4 * 1024 * 1024;
const maxNames = 100_000;

/** Every list, and where the names stand in it. Misskey has pages: the newest 30 are what one polite question gives. */
const lists: Readonly<
  Record<PeersApi, { readonly path: string; readonly names: z.ZodType<readonly unknown[]> }>
> = {
  mastodon: { path: '/api/v1/instance/peers', names: z.array(z.unknown()) },
  lemmy: {
    path: '/api/v3/federated_instances',
    names: z
      .object({ federated_instances: z.object({ linked: z.array(z.unknown()) }).nullable() })
      .transform(({ federated_instances: known }) => (known?.linked ?? []).map(member('domain'))),
  },
  misskey: {
    path: '/api/federation/instances?limit=30&sort=%2BfirstRetrievedAt',
    names: z.array(z.unknown()).transform((entries) => entries.map(member('host'))),
  },
};

/** What "we do not tell" looks like: Mastodon's switch is a 404, GoToSocial's a 401, BookWyrm's a 403. */
const hidden: ReadonlySet<FailureCode> = new Set(['http-not-found', 'http-unauthorized', 'http-forbidden']);

const after = { domains, nodeinfo, instanceApi };

/** Which servers a server knows, by the list it publishes. Source: Mastodon API, `GET /api/v1/instance/peers`; Lemmy API v3; Misskey API. */
export const peers = defineProbe({
  id: 'peers',
  version: 1,
  cadence: 'D',
  after,
  async run({ server, candidates }, io, prior): Promise<PeersData> {
    const api = apiOf(prior);
    if (candidates === undefined || api === undefined) return { asked: false };
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const url = `https://${host}${lists[api].path}`;
    const fetched = await io.get(url, { accept: 'application/json', maxBytes, evidence: false });
    const refusal = statusFailure(fetched)?.failure.code;
    if (refusal !== undefined && hidden.has(refusal))
      return { asked: true, published: false, api, status: fetched.status };
    const names = namesIn(requireSuccess(fetched), api);
    const counts = await candidates.offer(server.host, names.slice(0, maxNames));
    return {
      asked: true,
      published: true,
      api,
      names: names.length,
      cut: names.length > maxNames,
      ...counts,
    };
  },
});

function namesIn(fetched: Fetched, api: PeersApi): readonly string[] {
  return readJson(fetched, lists[api].names).filter((name) => typeof name === 'string');
}

/** Unknown software that answers like Mastodon may have Mastodon's list too. @throws {ProbeFailure} when the software could not be asked for. */
function apiOf({ nodeinfo, instanceApi }: Prior<typeof after>): PeersApi | undefined {
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  const profile = document?.ok === true ? profileOf(document.data.software.name) : undefined;
  if (profile !== undefined) return profile.peersApi;
  if (instanceApi.ok) return instanceApi.data.asked ? 'mastodon' : undefined;
  if (document !== undefined) return undefined;
  const { failure } = nodeinfo.ok ? instanceApi : nodeinfo;
  // What we were not allowed to learn stays so; whatever else failed failed there, not here.
  throw new ProbeFailure(failure.stage === 'policy' ? failure.code : 'prior-missing');
}

function member(key: string): (entry: unknown) => unknown {
  return (entry) => {
    const isObject = typeof entry === 'object' && entry !== null;
    return isObject && Object.hasOwn(entry, key) ? Reflect.get(entry, key) : undefined;
  };
}
