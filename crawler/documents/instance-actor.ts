import type { Host } from '../../model/host.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import { requireSuccess } from '../net/json.ts';
import { type Settled, settle } from '../net/probe-failure.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import type { ProbeTarget } from '../probe.ts';
import type { DomainsData } from '../probes/domains.ts';
import type { NodeInfoData } from '../probes/nodeinfo.ts';
import type { WebFingerData } from '../probes/webfinger.ts';
import { type ActorDocument, readActor } from './actor-document.ts';
import { actorOf, askWebFinger, type JrdFacts } from './jrd.ts';

/** Where the actor is that a server signs its own requests as. `foundBy`: FEP-2677 link, WebFinger of the server itself (FEP-d556), or the software's known path. */
export interface InstanceActorPlace {
  readonly url: string;
  readonly foundBy: 'nodeinfo-link' | 'webfinger' | 'known-path';
}

export type InstanceActor = InstanceActorPlace & Settled<ActorDocument>;

interface Prior {
  readonly domains: Settled<DomainsData>;
  readonly nodeinfo: Settled<NodeInfoData>;
  readonly webfinger: Settled<WebFingerData>;
}

/** The server's instance actor. Undefined: none is known. */
export async function findInstanceActor(
  { server, software }: Pick<ProbeTarget, 'server' | 'software'>,
  io: ProbeIo,
  prior: Prior,
): Promise<InstanceActorPlace | undefined> {
  const webDomain = prior.domains.ok ? prior.domains.data.webDomain : server.host;
  return knownPlace(webDomain, prior, software) ?? (await fromServerUrl(webDomain, io));
}

/** The instance actor's document, asked without a signature as peers must be able to. @throws {ProbeFailure} */
export async function readInstanceActor(io: ProbeIo, url: string): Promise<ActorDocument> {
  const accept = 'application/activity+json, application/ld+json';
  return readActor(url, requireSuccess(await io.get(url, { accept })));
}

function knownPlace(
  webDomain: Host,
  { nodeinfo, webfinger }: Prior,
  software: SoftwareCatalogue,
): InstanceActorPlace | undefined {
  if (nodeinfo.ok && nodeinfo.data.applicationActor !== undefined) {
    return { url: nodeinfo.data.applicationActor, foundBy: 'nodeinfo-link' };
  }
  const path = pathOf(nodeinfo, software);
  if (path !== undefined) return { url: `https://${webDomain}${path}`, foundBy: 'known-path' };
  const url = webfinger.ok ? serverActor(webfinger.data) : undefined;
  return url === undefined ? undefined : { url, foundBy: 'webfinger' };
}

function pathOf(nodeinfo: Settled<NodeInfoData>, software: SoftwareCatalogue): string | undefined {
  if (!nodeinfo.ok || nodeinfo.data.document?.ok !== true) return undefined;
  return software.profileOf(nodeinfo.data.document.data.software)?.instanceActorPath;
}

function serverActor({ accountFrom, base }: WebFingerData): string | undefined {
  const isServer = accountFrom === 'instance-actor' || accountFrom === 'server-url';
  return isServer && base.ok ? serverOf(base.data) : undefined;
}

async function fromServerUrl(webDomain: Host, io: ProbeIo): Promise<InstanceActorPlace | undefined> {
  const answer = await settle(askWebFinger(io, webDomain, `https://${webDomain}/`));
  const url = answer.ok ? serverOf(answer.data) : undefined;
  return url === undefined ? undefined : { url, foundBy: 'webfinger' };
}

/** The link made for it, else the actor that the server's own name resolves to. */
function serverOf(jrd: JrdFacts): string | undefined {
  return jrd.serviceActor ?? actorOf(jrd);
}
