import { z } from 'zod';
import type { Host } from '../../model/host.ts';
import { listOf, present } from '../documents/lenient.ts';
import { readJson } from '../net/json.ts';
import { ProbeFailure, type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { type AddressFacts, defineProbe, type Fetched, requireAsked } from '../probe.ts';
import { domains } from './domains.ts';
import { discoveryOptions } from './nodeinfo.ts';

/** What one address answered to a small GET. */
export interface AddressAnswer {
  readonly status: number;
  readonly contentType?: string;
  /** Targets of the NodeInfo links, sorted: they tell one site from another. Empty: the body is no NodeInfo. */
  readonly links: readonly string[];
  /** Time to connect, in milliseconds. Absent: the connection was there already. */
  readonly connectMs?: number;
}

/** The same question to each address of the web domain, at most two of each family, IPv4 first. Empty: there is one address, an IPv4 one. */
export interface AddressesData {
  readonly host: Host;
  readonly answers: readonly ({
    readonly address: string;
    readonly family: 4 | 6;
  } & Settled<AddressAnswer>)[];
}

type Address = AddressFacts['addresses'][number];

/** As many of a family as Mastodon tries. Source: mastodon:app/lib/request.rb. */
const perFamily = 2;

/** Whether a server is the same at each of its addresses. Source: RFC 8305 leaves the choice to the client. */
export const addresses = defineProbe({
  id: 'addresses',
  version: 1,
  cadence: 'B',
  after: { domains },
  async run({ server }, io, prior): Promise<AddressesData> {
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const known = await io.resolve(host);
    const chosen = ([4, 6] as const).flatMap((family) =>
      known.addresses.filter((address) => address.family === family).slice(0, perFamily),
    );
    if (chosen.every(({ family }) => family === 4) && chosen.length < 2) return { host, answers: [] };
    return { host, answers: await askEach(io, host, chosen) };
  },
});

/** The address that answered the visit's own question is not asked again. */
async function askEach(
  io: ProbeIo,
  host: Host,
  chosen: readonly Address[],
): Promise<AddressesData['answers']> {
  const url = `https://${host}/.well-known/nodeinfo`;
  const own = await settle(io.get(url, { ...discoveryOptions, reuse: true }));
  requireAsked(own);
  const answers: AddressesData['answers'][number][] = [];
  for (const { address, family } of chosen) {
    const isOwn = own.ok && own.data.hops.length === 1 && own.data.hops[0].address === address;
    const asking = isOwn ? Promise.resolve(own.data) : io.get(url, { ...discoveryOptions, address });
    answers.push({ address, family, ...(await settle(asking.then(read))) });
  }
  return answers;
}

const Link = z.object({ href: z.string() });
const Discovery = z.object({ links: listOf(Link) });

function read(fetched: Fetched): AddressAnswer {
  const { status, headers, hops } = fetched;
  return present({
    status,
    contentType: headers['content-type'],
    links: linksOf(fetched),
    connectMs: hops[0].timings.connectMs,
  });
}

function linksOf(fetched: Fetched): readonly string[] {
  try {
    return readJson(fetched, Discovery)
      .links.map(({ href }) => href.slice(0, 2048))
      .toSorted();
  } catch (error) {
    if (error instanceof ProbeFailure) return [];
    throw error;
  }
}
