import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fediverse } from './fediverse.ts';
import { startFediverse } from './fediverse.ts';
import { createPeers } from './network/loopback.ts';

const software = ['gotosocial', 'lemmy', 'mastodon', 'misskey', 'peertube', 'pixelfed', 'wordpress'] as const;
const activity = { accept: 'application/activity+json' };
const hostOf = (name: string) => `${name}.fedi.test`;
let fediverse: Fediverse;
const peers = createPeers(() => fediverse);

beforeAll(async () => {
  fediverse = await startFediverse({ only: software.map(hostOf) });
});
afterAll(() => fediverse.close());

async function json(url: string, headers = {}) {
  const response = await peers.get(url, headers);
  return { ...response, document: JSON.parse(response.body) };
}

async function selfLink(host: string, resource: string): Promise<string> {
  const { document } = await json(`https://${host}/.well-known/webfinger?resource=${resource}`);
  return document.links.find(({ rel }: { rel: string }) => rel === 'self').href;
}

test.each(software)('%s names itself in the NodeInfo that its discovery links', async (name) => {
  const { document: discovery } = await json(`https://${hostOf(name)}/.well-known/nodeinfo`);
  const { document: info } = await json(discovery.links[0].href);

  expect([info.software.name, info.protocols]).toEqual([name, ['activitypub']]);
  expect(discovery.links[0].rel).toBe(`http://nodeinfo.diaspora.software/ns/schema/${info.version}`);
});

test.each(software.filter((name) => name !== 'gotosocial'))(
  '%s leads from a handle to an actor that calls itself so',
  async (name) => {
    const host = hostOf(name);
    const url = await selfLink(host, `acct:alice@${host}`);
    const { headers, document: actor } = await json(url, activity);

    expect([actor.id, actor.type, actor.preferredUsername]).toEqual([url, 'Person', 'alice']);
    expect(headers['content-type']).toBe('application/activity+json; charset=utf-8');
    expect(actor.publicKey.owner).toBe(url);
  },
);

test.each(software.filter((name) => name !== 'gotosocial'))(
  '%s shows a browser a page where peers get the actor',
  async (name) => {
    const host = hostOf(name);
    const url = await selfLink(host, `acct:alice@${host}`);
    const answer = await peers.get(url, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    const page = answer.status === 302 ? await peers.get(answer.headers.location ?? '') : answer;

    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  },
);

test.each([
  ['mastodon', 'mastodon.fedi.test', 'Application'],
  ['misskey', 'instance.actor', 'Application'],
  ['lemmy', 'lemmy.fedi.test', 'Application'],
  ['pixelfed', 'pixelfed.fedi.test', 'Application'],
  ['peertube', 'peertube', 'Application'],
  ['wordpress', 'application', 'Application'],
  ['wordpress', 'wordpress.fedi.test', 'Organization'],
])('the server account of %s is %s, of type %s, readable without a signature', async (name, user, type) => {
  const host = hostOf(name);
  const { document: actor } = await json(await selfLink(host, `acct:${user}@${host}`), activity);

  expect([actor.type, actor.preferredUsername]).toEqual([type, user]);
});

test('GoToSocial wants signatures on every actor and shows the key alone to everyone', async () => {
  const host = hostOf('gotosocial');
  const url = await selfLink(host, `acct:alice@${host}`);
  const key = await json(`${url}/main-key`, activity);

  expect((await peers.get(url, activity)).status).toBe(401);
  expect(Object.keys(key.document)).not.toContain('inbox');
  expect(key.document.publicKey.id).toBe(`${url}/main-key`);
});

test('Mastodon says so in its header, cookie, follow template and instance API', async () => {
  const host = hostOf('mastodon');
  const front = await peers.get(`https://${host}/`);
  const { document: jrd } = await json(`https://${host}/.well-known/webfinger?resource=acct:alice@${host}`);
  const { document: api } = await json(`https://${host}/api/v2/instance`);

  expect(front.headers['server']).toBe('Mastodon');
  expect(front.headers['set-cookie']?.[0]).toMatch(/^_mastodon_session=/);
  expect(jrd.links.at(-1).template).toBe(`https://${host}/authorize_interaction?uri={uri}`);
  expect(api).toMatchObject({ domain: host, source_url: 'https://github.com/mastodon/mastodon' });
});

test.each([
  ['mastodon', /^Disallow: \/api\/v1\/instance\/domain_blocks$/m],
  ['lemmy', /^Crawl-delay: 60$/m],
  ['gotosocial', /^Disallow: \/\.well-known\/webfinger$/m],
  ['pixelfed', /^Disallow: \/i\/$/m],
  ['misskey', /^Disallow: \/explore\/$/m],
  ['peertube', /^Disallow:$/m],
  ['wordpress', /^Disallow: \/wp-admin\/$/m],
])('%s serves its stock robots.txt', async (name, line) => {
  const { headers, body } = await peers.get(`https://${hostOf(name)}/robots.txt`);

  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(body).toMatch(line);
});

test.each(software)('%s answers 404 for an account, and for a path, that is not there', async (name) => {
  const host = hostOf(name);
  const account = await peers.get(`https://${host}/.well-known/webfinger?resource=acct:nobody@${host}`);
  const path = await peers.get(`https://${host}/users/nobody`, activity);
  const none = await peers.get(`https://${host}/.well-known/webfinger`);

  expect([account.status, path.status, none.status]).toEqual([404, 404, 400]);
});
