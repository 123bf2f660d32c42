import { z } from 'zod';
import type { Host } from '../../model/host.ts';
import { type RoleAddress, roleAddress } from '../../model/role-address.ts';
import { perCatalogue, type SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { anything, count, flag, present, text } from '../documents/lenient.ts';
import { readJson, requireSuccess, statusFailure } from '../net/json.ts';
import type { Settled } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, type Fetched } from '../probe.ts';
import { memberAt } from '../recognition/members.ts';
import { domains } from './domains.ts';
import { type NodeInfoData, nodeinfo } from './nodeinfo.ts';

const asked = { accept: 'application/json', heedsRobotsTag: true } as const;
const endpoints = ['/api/v2/instance', '/api/v1/instance'] as const;

/** What the Mastodon-family instance API says, without anything about people. */
export interface InstanceApiAnswer {
  readonly asked: true;
  readonly endpoint: (typeof endpoints)[number];
  /** v2 `domain`, v1 `uri`. */
  readonly domain?: string;
  readonly version?: string;
  readonly sourceUrl?: string;
  readonly registrations?: 'open' | 'approval' | 'closed';
  /** Mastodon >= 4.4 `configuration.limited_federation`. Absent: not published. */
  readonly limitedFederation?: boolean;
  readonly rulesCount?: number;
  /** v2 `configuration.urls.privacy_policy`; not checked. */
  readonly privacyPolicyUrl?: string;
  /** Is there an address to write to? A person's is nobody's business. */
  readonly hasContactEmail: boolean;
  /** The address, where it is that of an office at the server's own domain. Absent: it is a person's, or there is none. */
  readonly roleContact?: RoleAddress;
  /** `configuration.statuses.max_characters`. */
  readonly maxCharacters?: number;
  /** Numbers that are constants of some software, by the JSON Pointers that profiles name; those that are there. */
  readonly constants?: Readonly<Record<string, number>>;
  /** Top-level keys, sorted, at most 50: the shape that tells families apart. */
  readonly keys: readonly string[];
  /** `user@host` of the contact account; shielded, so stored only as a digest. */
  readonly contact?: string;
}

/** `asked` false: the software is known to have no such API. */
export type InstanceApiData = { readonly asked: false } | InstanceApiAnswer;

const constantPointersOf = perCatalogue(
  ({ profiles }) =>
    new Set(profiles.flatMap(({ constants = [] }) => constants.map(({ pointer }) => pointer))),
);

const Contact = z.object({ acct: text });
const Instance = z.looseObject({
  domain: text,
  uri: text,
  version: text,
  source_url: text,
  registrations: z
    .union([z.boolean(), z.object({ enabled: flag, approval_required: flag })])
    .optional()
    .catch(undefined),
  approval_required: flag,
  configuration: z
    .object({
      limited_federation: flag,
      statuses: z.object({ max_characters: count }).optional().catch(undefined),
      urls: z.object({ privacy_policy: text }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  rules: z.array(z.unknown()).optional().catch(undefined),
  contact: z
    .object({ account: Contact.optional().catch(undefined), email: text })
    .optional()
    .catch(undefined),
  contact_account: Contact.optional().catch(undefined),
  email: text,
});

/** How a Mastodon-like server describes itself to clients. Source: Mastodon API, `GET /api/v2/instance` and `/api/v1/instance`. */
export const instanceApi = defineProbe({
  id: 'instance-api',
  version: 3,
  cadence: 'D',
  after: { domains, nodeinfo },
  async run({ server, software }, io, prior): Promise<InstanceApiData> {
    if (!mayHaveApi(prior.nodeinfo, software)) return { asked: false };
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const [newer, older] = endpoints;
    const first = await io.get(`https://${host}${newer}`, asked);
    const reading = { server: server.host, io, software };
    if (statusFailure(first)?.failure.code !== 'http-not-found') return readInstance(newer, first, reading);
    return readInstance(older, await io.get(`https://${host}${older}`, asked), reading);
  },
});

/** Unknown software is asked too: a server that hides its name may still answer like Mastodon. */
function mayHaveApi(nodeinfo: Settled<NodeInfoData>, software: SoftwareCatalogue): boolean {
  if (!nodeinfo.ok || nodeinfo.data.document?.ok !== true) return true;
  return software.profileOf(nodeinfo.data.document.data.software)?.instanceApi !== 'none';
}

interface Reading {
  readonly server: Host;
  readonly io: ProbeIo;
  readonly software: SoftwareCatalogue;
}

function readInstance(
  endpoint: InstanceApiAnswer['endpoint'],
  fetched: Fetched,
  { server, io, software }: Reading,
): InstanceApiAnswer {
  const body = readJson(requireSuccess(fetched), Instance);
  const acct = body.contact?.account?.acct ?? body.contact_account?.acct;
  if (acct !== undefined) io.shield(...acct.split('@').slice(0, 1));
  const addresses = [body.contact?.email, body.email].filter((email) => email?.includes('@') === true);
  return present({
    asked: true,
    endpoint,
    domain: body.domain ?? body.uri,
    version: body.version,
    sourceUrl: body.source_url,
    registrations: readRegistrations(body),
    limitedFederation: body.configuration?.limited_federation,
    rulesCount: body.rules?.length,
    privacyPolicyUrl: body.configuration?.urls?.privacy_policy,
    hasContactEmail: addresses.length > 0,
    roleContact: roleAddress(addresses[0] ?? '', server),
    maxCharacters: body.configuration?.statuses?.max_characters,
    constants: constantsIn(readJson(fetched, anything), software),
    keys: Object.keys(body).toSorted().slice(0, 50),
    contact: acct,
  } as const);
}

/** Undefined: there are none. */
function constantsIn(document: unknown, software: SoftwareCatalogue): InstanceApiAnswer['constants'] {
  const found = [...constantPointersOf(software)].flatMap((pointer) => {
    const value = memberAt(document, pointer);
    return typeof value === 'number' ? [[pointer, value] as const] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** v2 nests the switches, v1 has them side by side. */
function readRegistrations(body: z.infer<typeof Instance>): InstanceApiAnswer['registrations'] {
  const { registrations } = body;
  const nested = typeof registrations === 'object';
  const enabled = nested ? registrations.enabled : registrations;
  const approval = nested ? registrations.approval_required : body.approval_required;
  if (enabled === undefined) return undefined;
  if (!enabled) return 'closed';
  return approval === true ? 'approval' : 'open';
}
