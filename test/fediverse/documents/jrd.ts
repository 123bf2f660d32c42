import type { Handler } from './reply.ts';
import { json, status } from './reply.ts';

/** One link of a JRD. */
export interface JrdLink {
  readonly rel: string;
  readonly type?: string;
  readonly href?: string;
  readonly template?: string;
}

/** A JSON Resource Descriptor. Source: RFC 7033 §4.4. */
export interface Jrd {
  readonly subject: string;
  readonly aliases?: readonly string[];
  readonly links: readonly JrdLink[];
}

/** A JRD and the resources it answers to. */
export interface JrdEntry {
  readonly resources: readonly string[];
  readonly jrd: Jrd;
}

/** How one software serves WebFinger. */
export interface WebFingerStyle {
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A WebFinger endpoint. Without `resource` 400, unknown 404. Source: RFC 7033 §4.2. */
export function webFinger(entries: readonly JrdEntry[], style: WebFingerStyle): Handler {
  const known = new Map(
    entries.flatMap(({ resources, jrd }) => resources.map((name) => [name, jrd] as const)),
  );
  return (ask) => {
    const resource = ask.url.searchParams.get('resource');
    if (resource === null) return status(400, 'resource is missing');
    const jrd = known.get(resource.startsWith('acct:') ? resource.toLowerCase() : resource);
    if (jrd === undefined) return status(404);
    return json(jrd, style.type, { 'access-control-allow-origin': '*', ...style.headers });
  };
}

/** The `self` link to an actor. Source: SWICG ActivityPub and WebFinger, "Establishing a link". */
export function selfLink(href: string): JrdLink {
  return { rel: 'self', type: 'application/activity+json', href };
}

/** The link to a profile page. */
export function profileLink(href: string): JrdLink {
  return { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href };
}

/** The remote-follow link. Source: OStatus 1.0, subscribe. */
export function subscribeLink(template: string): JrdLink {
  return { rel: 'http://ostatus.org/schema/1.0/subscribe', template };
}
