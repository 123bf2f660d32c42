import { page, status } from '../documents/reply.ts';
import type { Breakage, JsonObject } from './breakage.ts';
import { headersAt, jsonAt, replyAt } from './breakage.ts';

const discovery = (says: string, edit: (document: JsonObject) => unknown): Breakage => ({
  says,
  apply: (site) => jsonAt(site, ['nodeinfo-discovery'], edit),
});

const document = (says: string, edit: (document: JsonObject) => unknown): Breakage => ({
  says,
  apply: (site) => jsonAt(site, ['nodeinfo'], edit),
});

function firstLink(found: JsonObject): unknown {
  return Array.isArray(found['links']) ? found['links'][0] : undefined;
}

/** A base URL that was never set: what a proxy in front hides from the operator. */
function atLocalhost(found: JsonObject): JsonObject {
  const link = firstLink(found);
  const { rel } = typeof link === 'object' && link !== null && 'rel' in link ? link : { rel: '' };
  return { links: [{ rel, href: 'http://localhost:3000/nodeinfo/2.0' }] };
}

/** NodeInfo that crawlers cannot read. Source: jhass/nodeinfo:PROTOCOL.md; each shape was seen in the wild. */
export const nodeInfoBreakages = {
  'nodeinfo-html': {
    says: 'the discovery document is a page',
    apply: (site) => replyAt(site, ['nodeinfo-discovery'], () => page('Welcome')),
  },
  'nodeinfo-busy': {
    says: 'the document is out of order, and the rest is well',
    apply: (site) => replyAt(site, ['nodeinfo'], () => status(503)),
  },
  'nodeinfo-links-object': discovery('links is an object instead of a list', (found) => ({
    links: firstLink(found),
  })),
  'nodeinfo-localhost': discovery('the link leads to http://localhost', atLocalhost),
  'nodeinfo-software-text': document('software is a text instead of an object', (found) => ({
    ...found,
    software: 'mastodon 4.4.8',
  })),
  'nodeinfo-other-version': document('the document is of another version than its link', (found) => ({
    ...found,
    version: '1.1',
  })),
  'nodeinfo-html-type': {
    says: 'the document is called text/html',
    apply: (site) => headersAt(site, ['nodeinfo'], { 'content-type': 'text/html; charset=utf-8' }),
  },
  'nodeinfo-no-activitypub': document('protocols lacks activitypub', (found) => ({
    ...found,
    protocols: ['ostatus'],
  })),
} as const satisfies Record<string, Breakage>;
