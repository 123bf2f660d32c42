import type { Reply } from '../site.ts';
import type { Breakage, Place } from './breakage.ts';
import { replyAt } from './breakage.ts';

/** Bodies that break careless readers, each made from the healthy text. */
const bodies = {
  'wrong-types': () =>
    '{"links":7,"subject":[],"software":[],"protocols":{"x":1},"usage":"many","id":[],"type":5,"inbox":{},"@context":9}',
  'huge-number': (healthy: string) =>
    healthy.replace(/\}$/, ',"expires":1e999,"usage":{"users":{"total":1e999,"activeMonth":-1e999}}}'),
  'duplicate-keys': (healthy: string) => healthy.replace(/\}$/, ',"version":"2.0","version":"9.9"}'),
  prototype: (healthy: string) =>
    healthy.replace(/^\{/, '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
  'invalid-utf8': (healthy: string) =>
    Buffer.concat([Buffer.from(healthy.slice(0, -1)), Buffer.from(',"note":"\xff\xfe\x80"}', 'latin1')]),
  page: () => '<!DOCTYPE html><html><body><p>Under construction</p></body></html>',
  brackets: () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
} as const satisfies Record<string, (healthy: string) => string | Buffer>;

type Kind = keyof typeof bodies;

const places = { nodeinfo: 'nodeinfo', webfinger: 'own-webfinger', actor: 'actor' } as const satisfies Record<
  string,
  Place
>;

function garbled(reply: Reply, kind: Kind): Reply {
  const isJson = reply.headers['content-type']?.includes('json') === true;
  if (reply.status !== 200 || !isJson) return reply;
  return { ...reply, body: bodies[kind](String(reply.body)) };
}

export type NonsenseName = `${keyof typeof places}-${Kind}`;

function everyNonsense(): Record<NonsenseName, Breakage> {
  const entries = Object.entries(places).flatMap(([what, place]) =>
    // Object.keys widens the keys that the table has.
    (Object.keys(bodies) as Kind[]).map((kind) => [`${what}-${kind}`, spoiling(place, kind)] as const),
  );
  // The entries are all combinations, which is what the names are.
  return Object.fromEntries(entries) as Record<NonsenseName, Breakage>;
}

function spoiling(place: Place, kind: Kind): Breakage {
  return {
    says: `${place} answers with ${kind}`,
    apply: (site) => replyAt(site, [place], (reply) => garbled(reply, kind)),
  };
}

/** Remote nonsense, for NodeInfo, WebFinger and the actor each. */
export const nonsenseBreakages = everyNonsense();
