import { z } from 'zod';
import type { Host } from '../../model/host.ts';
import { readJson, requireSuccess } from '../net/json.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import type { Fetched } from '../probe.ts';
import { cutText, listOf, text } from './lenient.ts';

/** One `rel="self"` link, as sent. */
export interface SelfLink {
  readonly href: string;
  readonly type?: string;
}

/** The fields of a JRD that rules read. Source: RFC 7033 §4.4. */
export interface JrdFacts {
  /** The resource that was asked for. */
  readonly resource: string;
  /** Every URL of the chain, the asked one first, the answering one last. */
  readonly urls: readonly string[];
  readonly contentType?: string;
  readonly subject?: string;
  readonly aliases: readonly string[];
  readonly selfLinks: readonly SelfLink[];
  /** The server's own actor. Source: FEP-d556. */
  readonly serviceActor?: string;
  /** Template of the remote-follow link. */
  readonly subscribeTemplate?: string;
}

const subscribeRel = 'http://ostatus.org/schema/1.0/subscribe';
const serviceRel = 'https://www.w3.org/ns/activitystreams#Service';
const maxJrdBytes = 64 * 1024;

const Link = z.object({ rel: z.string(), href: text, type: text, template: text });
const Jrd = z.object({ subject: text, aliases: listOf(cutText), links: listOf(Link) });

/** The URL that WebFinger answers a resource at. Source: RFC 7033 §4.1; the resource is escaped as GoToSocial does. */
export function webFingerUrl(host: Host, resource: string): string {
  return `https://${host}/.well-known/webfinger?resource=${encodeURIComponent(resource)}`;
}

/** One WebFinger question. @throws {ProbeFailure} when no JRD came. */
export async function askWebFinger(io: ProbeIo, host: Host, resource: string): Promise<JrdFacts> {
  return readJrd(resource, requireSuccess(await getWebFinger(io, host, resource)));
}

/** Whatever WebFinger answers; within a visit a resource is asked for once. @throws {ProbeFailure} when no answer came. */
export function getWebFinger(io: ProbeIo, host: Host, resource: string): Promise<Fetched> {
  const accept = 'application/jrd+json, application/json';
  return io.get(webFingerUrl(host, resource), { accept, maxBytes: maxJrdBytes, reuse: true });
}

/** The JRD in a response. @throws {ProbeFailure} `body-*`. */
export function readJrd(resource: string, fetched: Fetched): JrdFacts {
  const jrd = readJson(fetched, Jrd);
  const contentType = fetched.headers['content-type'];
  const template = jrd.links.find((link) => link.rel === subscribeRel)?.template;
  const service = jrd.links.find((link) => link.rel === serviceRel)?.href;
  return {
    resource,
    urls: fetched.hops.map((hop) => hop.url),
    ...(contentType !== undefined && { contentType }),
    ...(jrd.subject !== undefined && { subject: jrd.subject }),
    aliases: jrd.aliases,
    selfLinks: jrd.links.flatMap((link) => selfLinkOf(link)),
    ...(service !== undefined && { serviceActor: service }),
    ...(template !== undefined && { subscribeTemplate: template }),
  };
}

function selfLinkOf({ rel, href, type }: z.infer<typeof Link>): readonly SelfLink[] {
  if (rel !== 'self' || href === undefined) return [];
  return [{ href, ...(type !== undefined && { type }) }];
}

const activityTypes = [
  'application/activity+json',
  'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
];

/** The actor a JRD points to: its first `self` link with an ActivityPub type, else its first `self` link. */
export function actorOf(jrd: JrdFacts): string | undefined {
  const typed = jrd.selfLinks.find(({ type }) => type !== undefined && activityTypes.includes(type));
  return (typed ?? jrd.selfLinks[0])?.href;
}
