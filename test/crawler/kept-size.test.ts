import { expect, test } from 'vitest';
import { readActor } from '../../crawler/documents/actor-document.ts';
import { readCollection, readObject } from '../../crawler/documents/outbox.ts';
import { answered } from './policies/read.ts';

const host = 'peer.example';
const url = `https://${host}/actor`;
const mebibyte = 'x'.repeat(1024 * 1024);
/** As many texts as there is room for, each longer than any word of a format. */
const many = Array.from({ length: 300 }, (_, at) => `${at} ${'x'.repeat(3_000)}`);

const readers: Readonly<Record<string, (document: object) => unknown>> = {
  'an actor': (document) => readActor(url, answered(document)),
  'a collection': (document) => readCollection(answered(document), host).facts,
  'an object': (document) => readObject(answered(document), { url, actors: [url] }),
};

const members = [
  ...['@context', 'id', 'type', 'preferredUsername', 'inbox', 'outbox', 'followers', 'following', 'url'],
  ...['webfinger', 'sharedInbox', 'endpoints', 'publicKey', 'first', 'items', 'attributedTo'],
];

test.each(Object.entries(readers))('of %s little is kept, whatever a server puts into it', (_what, read) => {
  const large = members.flatMap((member) =>
    [mebibyte, many, { id: mebibyte, owner: mebibyte, publicKeyPem: mebibyte }].flatMap((value) => {
      const kept = JSON.stringify(read({ type: 'Application', [member]: value }));
      return kept.length > 32 * 1024 ? [member] : [];
    }),
  );

  expect(large).toEqual([]);
});
