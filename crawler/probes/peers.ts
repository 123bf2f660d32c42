import { z } from 'zod';
import type { FailureCode } from '../../model/failure.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { PeersApi } from '../../model/software/profile.ts';
import type { OfferCounts } from '../candidates/refusal.ts';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import { ProbeFailure } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, type Fetched, type Prior } from '../probe.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';
import { nodeinfo } from './nodeinfo.ts';

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

/** Where a list is, and where the names stand in it. */
interface List {
  readonly path: string;
  readonly names: z.ZodType<readonly unknown[]>;
}

/** Every list; a second place is where a newer version has it. Misskey and Lemmy 1.0 have pages: what one polite question gives is enough. */
const lists: Readonly<Record<PeersApi, readonly [List, List?]>> = {
  mastodon: [{ path: '/api/v1/instance/peers', names: z.array(z.unknown()) }],
  lemmy: [
    {
      path: '/api/v3/federated_instances',
      names: z
        .object({ federated_instances: z.object({ linked: z.array(z.unknown()) }).nullable() })
        .transform(({ federated_instances: known }) => (known?.linked ?? []).map(member('domain'))),
    },
    {
      path: '/api/v4/federated_instances?kind=linked&limit=50',
      names: z
        .object({ items: z.array(z.unknown()) })
        .transform(({ items }) => items.map(member('instance')).map(member('domain'))),
    },
  ],
  mbin: [
    {
      path: '/api/federated',
      names: z
        .object({ instances: z.array(z.unknown()).nullable() })
        .transform(({ instances }) => (instances ?? []).map(member('domain'))),
    },
  ],
  misskey: [
    {
      path: '/api/federation/instances?limit=30&sort=%2BfirstRetrievedAt',
      names: z.array(z.unknown()).transform((entries) => entries.map(member('host'))),
    },
  ],
};

/** What "we do not tell" looks like: Mastodon's switch is a 404, GoToSocial's a 401, BookWyrm's a 403; a private Lemmy 1.0 answers 400. */
const hidden: ReadonlySet<FailureCode> = new Set([
  'http-not-found',
  'http-unauthorized',
  'http-forbidden',
  'http-client-error',
]);

const after = { domains, nodeinfo, instanceApi };

/** Which servers a server knows, by the list it publishes. Source: Mastodon API, `GET /api/v1/instance/peers`; Lemmy API v3 and v4; Mbin API; Misskey API. */
export const peers = defineProbe({
  id: 'peers',
  version: 2,
  cadence: 'D',
  after,
  async run({ server, candidates, software }, io, prior): Promise<PeersData> {
    const api = apiOf(prior, software);
    if (candidates === undefined || api === undefined) return { asked: false };
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const { fetched, list } = await askFor(api, `https://${host}`, io);
    const refusal = refusalIn(fetched);
    if (refusal !== undefined && hidden.has(refusal))
      return { asked: true, published: false, api, status: fetched.status };
    const names = namesIn(requireSuccess(fetched), list);
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

/** The list where it stands; the second place only where nothing is at the first. */
async function askFor(
  api: PeersApi,
  origin: string,
  io: ProbeIo,
): Promise<{ readonly fetched: Fetched; readonly list: List }> {
  const options = { accept: 'application/json', maxBytes, evidence: false } as const;
  const [first, second] = lists[api];
  const fetched = await io.get(origin + first.path, options);
  if (second === undefined || refusalIn(fetched) !== 'http-not-found') return { fetched, list: first };
  return { fetched: await io.get(origin + second.path, options), list: second };
}

function refusalIn(fetched: Fetched): FailureCode | undefined {
  return statusFailure(fetched)?.failure.code;
}

function namesIn(fetched: Fetched, { names }: List): readonly string[] {
  return readJson(fetched, names).filter((name) => typeof name === 'string');
}

/** Unknown software that answers like Mastodon may have Mastodon's list too. @throws {ProbeFailure} when the software could not be asked for. */
function apiOf(
  { nodeinfo, instanceApi }: Prior<typeof after>,
  software: SoftwareCatalogue,
): PeersApi | undefined {
  const document = nodeinfo.ok ? nodeinfo.data.document : undefined;
  const profile = document?.ok === true ? software.profileOf(document.data.software) : undefined;
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
