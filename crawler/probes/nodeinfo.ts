import { z } from 'zod';
import { anything, count, flag, listOf, present, text, word } from '../documents/lenient.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import { type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { maxUrlLength } from '../net/url-policy.ts';
import { nodeInfoSources } from '../offers/nodeinfo-sources.ts';
import type { OfferAddress } from '../offers/offer-url.ts';
import { defineProbe, type Fetched } from '../probe.ts';
import { domains } from './domains.ts';

/** One link of the discovery document, as sent. */
export interface NodeInfoLink {
  readonly rel: string;
  readonly href: string;
}

/** The fields of a NodeInfo document that rules read; counts only, nothing about people. */
export interface NodeInfoDocument {
  readonly url: string;
  readonly contentType?: string;
  /** From the link's `rel`: `2.0`. */
  readonly linkedVersion: string;
  /** `version` in the body. Absent: not a string. */
  readonly version?: string;
  readonly software: {
    readonly name: string;
    /** At most 200 characters. Absent: neither text nor a number. */
    readonly version?: string;
    readonly repository?: string;
  };
  /** Addresses of source that it names, in their one spelling. Absent: none. */
  readonly sources?: readonly OfferAddress[];
  readonly protocols: readonly string[];
  /** `object`: the 1.0 style with inbound and outbound, folded into `protocols`. `missing`: neither. */
  readonly protocolsShape: 'array' | 'object' | 'missing';
  readonly openRegistrations?: boolean;
  /** Absent: not published, or not a non-negative integer. */
  readonly usersTotal?: number;
  readonly usersActiveMonth?: number;
  readonly localPosts?: number;
}

/** NodeInfo's discovery document and the document of the highest known schema it links. Source: NodeInfo protocol, Discovery and Retrieval. */
export interface NodeInfoData {
  readonly url: string;
  readonly contentType?: string;
  /** `object`: `links` is one link instead of a list (seen in Hubzilla add-ons). `malformed`: no link could be read. */
  readonly linksShape: 'array' | 'object' | 'malformed';
  /** Links to NodeInfo schemas, in document order. */
  readonly links: readonly NodeInfoLink[];
  /** The Application actor that FEP-2677 links. */
  readonly applicationActor?: string;
  /** Absent: no link to follow. */
  readonly document?: Settled<NodeInfoDocument>;
}

/** How the discovery document is asked for. */
export const discoveryOptions = {
  accept: 'application/json',
  maxBytes: 64 * 1024,
  heedsRobotsTag: true,
} as const;

const applicationRel = 'https://www.w3.org/ns/activitystreams#Application';
const schemaRel = /^https?:\/\/nodeinfo\.diaspora\.software\/ns\/schema\/(?<version>\d\.\d)$/;

const maxLabelLength = 200;
const shortText = z.string().transform((value) => value.slice(0, maxLabelLength));
/** Some servers write `1.0` without quotes. */
const version = z
  .union([shortText, z.number().transform(String)])
  .optional()
  .catch(undefined);

const Discovery = z.object({ links: z.unknown().optional() });
/** One character more than the longest URL that we ask, so that what was cut is refused like the whole. */
const href = z.string().transform((value) => value.slice(0, maxUrlLength + 1));
const Link = z.object({ rel: word, href });
const Words = listOf(word);
const Links = listOf(Link);
const Directions = z.object({ inbound: Words, outbound: Words });
const Usage = z.object({
  users: z.object({ total: count, activeMonth: count }).optional().catch(undefined),
  localPosts: count,
});
const Document = z.object({
  version: text,
  software: z.object({ name: shortText, version, repository: text }),
  protocols: z
    .union([z.array(z.unknown()), Directions])
    .optional()
    .catch(undefined),
  openRegistrations: flag,
  usage: Usage.optional().catch(undefined),
});

/** What a server says it runs. Source: NodeInfo protocol; FEP-f1d5, FEP-2677. */
export const nodeinfo = defineProbe({
  id: 'nodeinfo',
  version: 3,
  cadence: 'C',
  after: { domains },
  async run({ server }, io, prior): Promise<NodeInfoData> {
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const fetched = requireSuccess(await io.get(`https://${host}/.well-known/nodeinfo`, discoveryOptions));
    const discovery = readDiscovery(fetched);
    const link = highestSchema(discovery.links);
    if (link === undefined) return discovery;
    return { ...discovery, document: await settle(readDocument(io, link)) };
  },
});

function readDiscovery(fetched: Fetched): Omit<NodeInfoData, 'document'> {
  const { links } = readJson(fetched, Discovery);
  const entries = Links.parse(links);
  return present({
    url: fetched.url,
    contentType: fetched.headers['content-type'],
    linksShape: entries.length === 0 ? 'malformed' : Array.isArray(links) ? 'array' : 'object',
    links: entries.filter(({ rel }) => schemaRel.test(rel)),
    applicationActor: entries.find(({ rel }) => rel === applicationRel)?.href,
  } as const);
}

function schemaVersion(rel: string): string {
  return schemaRel.exec(rel)?.groups?.['version'] ?? '';
}

function highestSchema(links: readonly NodeInfoLink[]): NodeInfoLink | undefined {
  return links.toSorted((a, b) => schemaVersion(b.rel).localeCompare(schemaVersion(a.rel)))[0];
}

async function readDocument(io: ProbeIo, link: NodeInfoLink): Promise<NodeInfoDocument> {
  const fetched = requireSuccess(
    await io.get(link.href, { accept: 'application/json', heedsRobotsTag: true }),
  );
  const body = readJson(fetched, Document);
  return present({
    url: fetched.url,
    contentType: fetched.headers['content-type'],
    linkedVersion: schemaVersion(link.rel),
    version: body.version,
    software: present(body.software),
    ...readProtocols(body.protocols),
    openRegistrations: body.openRegistrations,
    usersTotal: body.usage?.users?.total,
    usersActiveMonth: body.usage?.users?.activeMonth,
    localPosts: body.usage?.localPosts,
    sources: sourcesOf(fetched),
  });
}

function sourcesOf(fetched: Fetched): readonly OfferAddress[] | undefined {
  const sources = nodeInfoSources(readJson(fetched, anything));
  return sources.length === 0 ? undefined : sources;
}

function readProtocols(
  sent: z.infer<typeof Document>['protocols'],
): Pick<NodeInfoDocument, 'protocols' | 'protocolsShape'> {
  if (sent === undefined) return { protocols: [], protocolsShape: 'missing' };
  if (Array.isArray(sent)) return { protocols: Words.parse(sent), protocolsShape: 'array' };
  return { protocols: [...new Set([...sent.inbound, ...sent.outbound])], protocolsShape: 'object' };
}
