import type { FailureCode } from '../../model/failure.ts';
import { type Host, parseHost } from '../../model/host.ts';
import { actorOf, getWebFinger, readJrd } from '../documents/jrd.ts';
import { statusFailure } from '../net/json.ts';
import type { Settled } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import { defineProbe, type Fetched, type ProbeTarget } from '../probe.ts';
import { type HostMetaData, hostMeta } from './host-meta.ts';

/**
 * The two names of a server: accounts live under one, documents under the other; mostly they are the same.
 * `learnedFrom`: what pointed to the web domain. `same`: nothing pointed elsewhere.
 */
export interface DomainsData {
  readonly accountDomain: Host;
  readonly webDomain: Host;
  readonly learnedFrom: 'same' | 'host-meta-redirect' | 'lrdd-template' | 'webfinger-redirect' | 'self-link';
}

/** How WebFinger says that it does not know an account, as servers do. Source: RFC 7033 §4.2. */
const unknownAccount: ReadonlySet<FailureCode> = new Set([
  'http-not-found',
  'http-gone',
  'http-client-error',
]);

type Pointer = { readonly webDomain: Host; readonly learnedFrom: DomainsData['learnedFrom'] };

/** Where the documents of a server live. Source: ActivityPub and WebFinger (SWICG report), "split-domain" set-ups. */
export const domains = defineProbe({
  id: 'domains',
  version: 2,
  cadence: 'C',
  after: { hostMeta },
  lasting: true,
  async run(target, io, prior): Promise<DomainsData> {
    const { host } = target.server;
    const pointer = fromHostMeta(host, prior.hostMeta) ?? (await fromWebFinger(target, io));
    return { accountDomain: host, ...(pointer ?? { webDomain: host, learnedFrom: 'same' }) };
  },
});

function fromHostMeta(host: Host, hostMeta: Settled<HostMetaData>): Pointer | undefined {
  if (!hostMeta.ok) return undefined;
  const [template] = hostMeta.data.lrddTemplates;
  return (
    elsewhere(host, hostMeta.data.url, 'host-meta-redirect') ??
    (template === undefined ? undefined : elsewhere(host, template, 'lrdd-template'))
  );
}

async function fromWebFinger({ server }: ProbeTarget, io: ProbeIo): Promise<Pointer | undefined> {
  const resource = `acct:${server.account ?? `${server.host}@${server.host}`}`;
  const fetched = await getWebFinger(io, server.host, resource);
  return (
    elsewhere(server.host, fetched.url, 'webfinger-redirect') ?? fromSelfLink(server.host, resource, fetched)
  );
}

/** A JRD, or the word that there is no such account, tells that nothing points elsewhere. @throws {ProbeFailure} for any other answer: during an outage nobody knows. */
async function fromSelfLink(host: Host, resource: string, fetched: Fetched): Promise<Pointer | undefined> {
  const refusal = statusFailure(fetched);
  if (refusal !== undefined && !unknownAccount.has(refusal.failure.code)) throw refusal;
  const actor = refusal === undefined ? actorOf(readJrd(resource, fetched)) : undefined;
  return actor === undefined ? undefined : elsewhere(host, actor, 'self-link');
}

function elsewhere(host: Host, url: string, learnedFrom: DomainsData['learnedFrom']): Pointer | undefined {
  if (!URL.canParse(url)) return undefined;
  const named = parseHost(new URL(url).host);
  return named.ok && named.host !== host ? { webDomain: named.host, learnedFrom } : undefined;
}

/** The web domain that an earlier visit's discovery was redirected to. A link alone is no proof: it may name anybody. */
export function redirectedTo(known: ReadonlyMap<string, Settled<unknown>> | undefined): Host | undefined {
  const settled = known?.get(domains.id);
  if (settled?.ok !== true) return undefined;
  // The probe wrote this under its own id.
  const { webDomain, learnedFrom } = settled.data as DomainsData;
  return learnedFrom === 'host-meta-redirect' || learnedFrom === 'webfinger-redirect' ? webDomain : undefined;
}
