import { page, redirect, status } from '../documents/reply.ts';
import type { Ask, Reply, Site } from '../site.ts';
import { webHostOf } from '../site.ts';
import type { Breakage, JsonObject } from './breakage.ts';
import { headersAt, isAt, jsonAt, replyAt } from './breakage.ts';

const edited = (says: string, edit: (document: JsonObject) => unknown): Breakage => ({
  says,
  apply: (site) => jsonAt(site, ['own-webfinger'], edit),
});

function without(document: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));
}

function withoutSelf(document: JsonObject): JsonObject {
  const links = Array.isArray(document['links']) ? document['links'] : [];
  return { ...document, links: links.filter(({ rel }) => rel !== 'self') };
}

function plainTemplate(document: JsonObject): JsonObject {
  const links = Array.isArray(document['links']) ? document['links'] : [];
  return {
    ...document,
    links: links.map((link) =>
      'template' in link ? { ...link, template: link.template.replace('{uri}', '') } : link,
    ),
  };
}

/** The reverse question, for the account at the web domain, names that domain instead of the account's. Source: SWICG ActivityPub and WebFinger, "Reverse discovery". */
function reverseElsewhere(site: Site): Site {
  const subject = `acct:${site.user}@${webHostOf(site)}`;
  return replyAt(site, ['own-webfinger'], (reply, ask) => {
    if (ask.url.searchParams.get('resource') !== subject) return reply;
    return { ...reply, body: JSON.stringify({ ...JSON.parse(String(reply.body)), subject }) };
  });
}

/** The actor says another name than it was found by, and that name leads to another actor: what a half-done rename leaves behind. */
function renamed(site: Site): Site {
  const name = `${site.user}_new`;
  const named = jsonAt(site, ['actor'], (actor) => ({ ...actor, preferredUsername: name }));
  const answer = async (ask: Ask): Promise<Reply> => {
    const resource = ask.url.searchParams.get('resource') ?? '';
    if (!isAt(site, ask, ['webfinger']) || !resource.startsWith(`acct:${name}@`)) return named.answer(ask);
    const url = new URL(ask.url);
    url.searchParams.set('resource', resource.replace(name, site.user));
    const reply = await site.answer({ ...ask, url });
    const actor = `https://${webHostOf(site)}${site.places.actor}`;
    const body = String(reply.body)
      .replaceAll(actor, `${actor}_new`)
      .replaceAll(`acct:${site.user}@`, `acct:${name}@`);
    return { ...reply, body };
  };
  return { ...named, answer };
}

/** Accounts that cannot be found, or only by some. Source: RFC 7033 §4. */
export const webFingerBreakages = {
  'webfinger-unknown-account': {
    says: 'WebFinger answers 404 for an account that exists',
    apply: (site) => replyAt(site, ['own-webfinger'], () => status(404)),
  },
  'webfinger-html-type': {
    says: 'WebFinger calls its JSON text/html',
    apply: (site) => headersAt(site, ['webfinger'], { 'content-type': 'text/html; charset=utf-8' }),
  },
  'webfinger-to-http': {
    says: 'WebFinger is redirected to http',
    apply: (site) =>
      replyAt(site, ['own-webfinger'], (_reply, { url }) =>
        redirect(url.href.replace('https:', 'http:'), 302),
      ),
  },
  'webfinger-no-subject': edited('the JRD has no subject', (jrd) => without(jrd, 'subject')),
  'webfinger-no-self': edited('the JRD has no self link', withoutSelf),
  'webfinger-plain-template': edited('the remote-follow template lacks {uri}', plainTemplate),
  'webfinger-reverse-elsewhere': {
    says: 'the web domain does not point back to the account domain',
    apply: reverseElsewhere,
  },
  'webfinger-renamed': { says: "the actor's own name leads to another actor", apply: renamed },
  'host-meta-no-template': {
    says: 'the template in host-meta lacks {uri}',
    apply: (site) =>
      replyAt(site, ['host-meta'], (reply) => ({ ...reply, body: String(reply.body).replace('{uri}', '') })),
  },
  'host-meta-text-type': {
    says: 'host-meta calls its XRD text/plain',
    apply: (site) => headersAt(site, ['host-meta'], { 'content-type': 'text/plain' }),
  },
  'host-meta-html': {
    says: 'host-meta answers with a page',
    apply: (site) => replyAt(site, ['host-meta'], () => page('Welcome')),
  },
} as const satisfies Record<string, Breakage>;
