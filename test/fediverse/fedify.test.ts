import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fediverse } from './fediverse.ts';
import { startFediverse } from './fediverse.ts';
import { createPeers } from './network/loopback.ts';

const activity = { accept: 'application/activity+json, application/ld+json' };
let fediverse: Fediverse;
const peers = createPeers(() => fediverse);

beforeAll(async () => {
  fediverse = await startFediverse({ only: ['open.fedi.test', 'secure.fedi.test', 'split.fedi.test'] });
});
afterAll(() => fediverse.close());

async function json(url: string, headers = {}) {
  const response = await peers.get(url, headers);
  return { ...response, document: JSON.parse(response.body) };
}

test.each([
  ['open.fedi.test', 'open.fedi.test'],
  ['secure.fedi.test', 'secure.fedi.test'],
  ['social.split.fedi.test', 'split.fedi.test'],
])('%s resolves an account of %s to an actor of its own', async (web, domain) => {
  const found = await json(`https://${web}/.well-known/webfinger?resource=acct:alice@${domain}`);

  expect([found.status, found.headers['content-type']]).toEqual([200, 'application/jrd+json']);
  expect(found.document.subject).toBe(`acct:alice@${domain}`);
  expect(found.document.links[0]).toEqual({
    rel: 'self',
    type: 'application/activity+json',
    href: `https://${web}/users/alice`,
  });
});

test('the server itself, and the account of its own name, stand for its instance actor', async () => {
  const host = 'open.fedi.test';
  for (const resource of [`https://${host}/`, `acct:${host}@${host}`]) {
    const { document } = await json(`https://${host}/.well-known/webfinger?resource=${resource}`);

    expect(document.links[0].href).toBe(`https://${host}/users/instance`);
  }
});

test('an actor is canonical, whole and on one host, with an RSA key of 2,048 bits', async () => {
  const { headers, document: actor } = await json('https://open.fedi.test/users/alice', activity);
  const urls = [
    actor.inbox,
    actor.outbox,
    actor.followers,
    actor.following,
    actor.endpoints.sharedInbox,
    actor.url,
  ];
  const key = createPublicKey(actor.publicKey.publicKeyPem);

  expect([headers['content-type'], headers.vary]).toEqual(['application/activity+json', 'Accept']);
  expect([actor.id, actor.type, actor.preferredUsername]).toEqual([
    'https://open.fedi.test/users/alice',
    'Person',
    'alice',
  ]);
  expect(new Set(urls.map((url) => new URL(url).host))).toEqual(new Set(['open.fedi.test']));
  expect([actor.publicKey.owner, key.asymmetricKeyDetails?.modulusLength]).toEqual([actor.id, 2048]);
  expect(actor.publicKey.publicKeyPem).toContain('BEGIN PUBLIC KEY');
});

test('a browser is sent to the profile page', async () => {
  const answer = await peers.get('https://open.fedi.test/users/alice', { accept: 'text/html,*/*;q=0.8' });
  const page = await peers.get(answer.headers.location ?? '');

  expect([answer.status, answer.headers.location]).toEqual([302, 'https://open.fedi.test/@alice']);
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
});

test('the outbox is an ordered collection', async () => {
  const { document } = await json('https://open.fedi.test/users/alice/outbox', activity);

  expect(document.type).toBe('OrderedCollection');
});

test('NodeInfo is found, and links the instance actor besides', async () => {
  const { document: discovery } = await json('https://secure.fedi.test/.well-known/nodeinfo');
  const [schema, application] = discovery.links;
  const { document: info } = await json(schema.href);

  expect(info).toMatchObject({ version: '2.1', software: { name: 'courtyard' }, protocols: ['activitypub'] });
  expect(application).toEqual({
    rel: 'https://www.w3.org/ns/activitystreams#Application',
    href: 'https://secure.fedi.test/users/instance',
  });
});

test('where signatures are wanted, an unsigned request for an actor gets 401, for the instance actor 200', async () => {
  const person = await peers.get('https://secure.fedi.test/users/alice', activity);
  const instance = await json('https://secure.fedi.test/users/instance', activity);

  expect(person.status).toBe(401);
  expect([instance.status, instance.document.type]).toEqual([200, 'Application']);
});

test('another server signs its request, the key is fetched back, and the actor comes', async () => {
  const before = fediverse.requests('open.fedi.test').length;

  const actor = await fediverse.signedGet('open.fedi.test', 'https://secure.fedi.test/users/alice');

  expect(actor).toMatchObject({ id: 'https://secure.fedi.test/users/alice' });
  expect(fediverse.requests('secure.fedi.test').at(-1)?.headers['signature']).toContain(
    'keyId="https://open.fedi.test/users/instance#main-key"',
  );
  expect(
    fediverse
      .requests('open.fedi.test')
      .slice(before)
      .map(({ path }) => path),
  ).toEqual(['/users/instance']);
});

test('the account domain of a split server sends WebFinger and host-meta on, and has nothing else', async () => {
  const home = 'https://split.fedi.test';
  const web = 'https://social.split.fedi.test';
  const question = '/.well-known/webfinger?resource=acct:alice@split.fedi.test';

  const found = await peers.get(`${home}${question}`);
  const meta = await peers.get(`${home}/.well-known/host-meta`);
  const actor = await peers.get(`${home}/users/alice`, activity);

  expect([found.status, found.headers.location]).toEqual([301, `${web}${question}`]);
  expect([meta.status, meta.headers.location]).toEqual([301, `${web}/.well-known/host-meta`]);
  expect(actor.status).toBe(404);
});

test('the web domain of a split server leads back to the account domain', async () => {
  const web = 'social.split.fedi.test';
  const { document } = await json(`https://${web}/.well-known/webfinger?resource=acct:alice@${web}`);

  expect(document.subject).toBe('acct:alice@split.fedi.test');
});
