import { expect, test } from 'vitest';
import { readActor } from '../../crawler/documents/actor-document.ts';
import { readCollection, readObject } from '../../crawler/documents/outbox.ts';
import type { ProbeIo } from '../../crawler/net/probe-io.ts';
import type { ProbeTarget } from '../../crawler/probe.ts';
import { nodeinfo } from '../../crawler/probes/nodeinfo.ts';
import { failure } from '../../model/failure.ts';
import { hostNamed } from '../visiting.ts';
import { answered, answering } from './policies/read.ts';

const host = hostNamed('peer.example');
const url = `https://${host}/actor`;
const mebibyte = 'x'.repeat(1024 * 1024);
/** As many texts as there is room for, each longer than any word of a format. */
const many = Array.from({ length: 300 }, (_, at) => `${at} ${'x'.repeat(3_000)}`);

const schema = 'http://nodeinfo.diaspora.software/ns/schema/2.1';
/** What the probe keeps of NodeInfo: it looks at no more of its target than the host, and does nothing but ask. */
function readNodeInfo(discovery: object, document: object): Promise<unknown> {
  const io = answering((path) => answered(path === '/.well-known/nodeinfo' ? discovery : document));
  const nothing = { ok: false, failure: failure('prior-missing') } as const;
  return nodeinfo.run({ server: { host } } as ProbeTarget, io as unknown as ProbeIo, { domains: nothing });
}

/** Members that are read somewhere, and what a server may put there. */
interface Shapes {
  readonly members: readonly string[];
  readonly values: readonly unknown[];
}
const activityStreams: Shapes = {
  members: [
    ...['@context', 'id', 'type', 'preferredUsername', 'inbox', 'outbox', 'followers', 'following', 'url'],
    ...['webfinger', 'sharedInbox', 'endpoints', 'publicKey', 'first', 'items', 'attributedTo'],
  ],
  values: [mebibyte, many, { id: mebibyte, owner: mebibyte, publicKeyPem: mebibyte }],
};
const links: Shapes = {
  members: ['links'],
  values: [mebibyte, many, { rel: schema, href: `${url}/${mebibyte}` }],
};
const nodeInfo: Shapes = {
  members: ['version', 'software', 'protocols', 'services', 'openRegistrations', 'usage', 'metadata'],
  values: [
    ...[mebibyte, many, { name: 'mastodon', version: mebibyte, repository: mebibyte }],
    { inbound: many, outbound: mebibyte },
  ],
};

type Read = (document: object) => unknown;
const cases: readonly (readonly [what: string, read: Read, Shapes])[] = [
  ['an actor', (document) => readActor(url, answered(document)), activityStreams],
  ['a collection', (document) => readCollection(answered(document), host).facts, activityStreams],
  ['an object', (document) => readObject(answered(document), { url, actors: [url] }), activityStreams],
  ['the links to NodeInfo', (document) => readNodeInfo(document, {}), links],
  [
    'a NodeInfo document',
    (document) =>
      readNodeInfo({ links: [{ rel: schema, href: url }] }, { software: { name: 'mastodon' }, ...document }),
    nodeInfo,
  ],
];

test.each(cases)('of %s little is kept, whatever a server puts into it', async (_what, read, shapes) => {
  const large: string[] = [];
  for (const member of shapes.members)
    for (const value of shapes.values) {
      const kept = JSON.stringify(await read({ type: 'Application', [member]: value }));
      if (kept.length > 32 * 1024) large.push(member);
    }

  expect(large).toEqual([]);
});
