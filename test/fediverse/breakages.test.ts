import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BreakageName } from './breakages/index.ts';
import type { Fediverse } from './fediverse.ts';
import { startFediverse } from './fediverse.ts';
import { createPeers } from './network/loopback.ts';

const home = 'split-test.fedi.test';
const web = `social.${home}`;
const finger = `https://${web}/.well-known/webfinger?resource=acct:`;
const activity = 'application/activity+json';

/** What is asked before and after, by name. */
const questions: Readonly<Record<string, readonly [url: string, accept?: string]>> = {
  account: [`${finger}alice@${home}`],
  reverse: [`${finger}alice@${web}`],
  server: [`${finger}${home}@${home}`],
  'host-meta': [`https://${web}/.well-known/host-meta`],
  discovery: [`https://${web}/.well-known/nodeinfo`],
  nodeinfo: [`https://${web}/nodeinfo/2.0`],
  actor: [`https://${web}/users/alice`, activity],
  'actor-ld': [
    `https://${web}/users/alice`,
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  ],
  'actor-quality': [`https://${web}/users/alice`, `${activity}, text/html;q=0.1`],
  'instance-actor': [`https://${web}/actor`, activity],
  api: [`https://${web}/api/v2/instance`],
  robots: [`https://${web}/robots.txt`],
};
const actorAnswers = ['actor', 'actor-ld', 'actor-quality'];
const everything = Object.keys(questions);
const federation = everything.filter((name) => name !== 'api' && name !== 'robots');

/** Each breakage, and the only questions whose answers it changes. */
const changes: readonly (readonly [BreakageName, readonly string[]])[] = [
  ['clock-ahead', everything],
  ['bot-challenge', federation],
  ['webfinger-four-hops', ['account', 'reverse', 'server']],
  ['unavailable-everywhere', everything],
  ['rate-limited', everything],
  ['robots-disallow-all', ['robots']],
  ['webfinger-unknown-account', ['account', 'reverse']],
  ['webfinger-html-type', ['account', 'reverse', 'server']],
  ['webfinger-no-subject', ['account', 'reverse']],
  ['webfinger-no-self', ['account', 'reverse']],
  ['webfinger-reverse-elsewhere', ['reverse']],
  ['webfinger-renamed', actorAnswers],
  ['host-meta-no-template', ['host-meta']],
  ['host-meta-html', ['host-meta']],
  ['nodeinfo-html', ['discovery']],
  ['nodeinfo-links-object', ['discovery']],
  ['nodeinfo-localhost', ['discovery']],
  ['nodeinfo-software-text', ['nodeinfo']],
  ['nodeinfo-no-activitypub', ['nodeinfo']],
  ['actor-html-for-activity-json', ['actor']],
  ['actor-html-for-ld-json', ['actor-ld']],
  ['actor-html-for-quality', ['actor-quality']],
  ['actor-json-type', actorAnswers],
  ['actor-no-vary', actorAnswers],
  ['actor-gone', actorAnswers],
  ['actor-other-id', actorAnswers],
  ['actor-no-context', actorAnswers],
  ['actor-unknown-type', actorAnswers],
  ['actor-no-username', actorAnswers],
  ['actor-no-outbox', actorAnswers],
  ['actor-foreign-inbox', actorAnswers],
  ['actor-no-key', actorAnswers],
  ['actor-short-key', actorAnswers],
  ['actor-foreign-key', actorAnswers],
  ['instance-actor-signed-only', ['instance-actor']],
  ['federation-limited', [...actorAnswers, 'api']],
  ['registrations-open', ['nodeinfo', 'api']],
  ['source-elsewhere', ['api']],
  ['software-renamed', ['nodeinfo']],
  ['nodeinfo-huge-number', ['nodeinfo']],
  ['webfinger-brackets', ['account', 'reverse']],
  ['actor-invalid-utf8', actorAnswers],
];

let fediverse: Fediverse;
let healthy: Readonly<Record<string, string>>;
const peers = createPeers(() => fediverse);

beforeAll(async () => {
  const server = { host: home, webHost: web, software: 'mastodon', role: 'peer' } as const;
  fediverse = await startFediverse({ only: [], extra: [{ ...server, account: `alice@${home}` }] });
  healthy = await askAll();
});
afterEach(() => fediverse.heal(home));
afterAll(() => fediverse.close());

/** Every answer as one text: status, the headers that matter, whether the clock is right, and the body. */
async function askAll(): Promise<Record<string, string>> {
  const answers = Object.entries(questions).map(async ([name, [url, accept]]) => {
    const { status, headers, body } = await peers.get(url, accept === undefined ? {} : { accept });
    const isOnTime = Math.abs(Date.parse(headers.date ?? '') - Date.now()) < 60_000;
    const kept = [headers['content-type'], headers.vary, headers['cache-control'], headers.location];
    return [name, JSON.stringify([status, kept, isOnTime, body])] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

test.each(changes)('%s changes just what it says', async (name, expected) => {
  fediverse.break(home, name);

  const answers = await askAll();

  const changed = everything.filter((question) => answers[question] !== healthy[question]);
  expect(changed.toSorted()).toEqual(expected.toSorted());
});

test('healing brings every answer back', async () => {
  fediverse.break(home, 'unavailable-everywhere');
  fediverse.heal(home);

  expect(await askAll()).toEqual(healthy);
});

test('a renamed account leads to another actor under its new name', async () => {
  fediverse.break(home, 'webfinger-renamed');

  const { body } = await peers.get(`${finger}alice_new@${web}`);

  expect(JSON.parse(body).links[1].href).toBe(`https://${web}/users/alice_new`);
});

test('four redirects stay on the host and end with the answer', async () => {
  fediverse.break(home, 'webfinger-four-hops');
  let url = `${finger}alice@${home}`;
  const statuses: number[] = [];
  for (let hop = 0; hop <= 4; hop += 1) {
    const answer = await peers.get(url);
    statuses.push(answer.status);
    url = answer.headers.location ?? url;
  }

  expect(statuses).toEqual([302, 302, 302, 302, 200]);
});

test('a challenge and a limit say what they are', async () => {
  fediverse.break(home, 'bot-challenge');
  const challenged = await peers.get(`https://${web}/nodeinfo/2.0`);
  fediverse.break(home, 'rate-limited');
  const limited = await peers.get(`https://${web}/nodeinfo/2.0`);

  expect([challenged.status, challenged.headers['cf-mitigated']]).toEqual([403, 'challenge']);
  expect([limited.status, limited.headers['retry-after']]).toEqual([429, '3600']);
});

test('a slow WebFinger takes six seconds and the rest does not', async () => {
  fediverse.break(home, 'webfinger-slow');
  const started = performance.now();

  await peers.get(`https://${web}/nodeinfo/2.0`);
  const quickMs = performance.now() - started;
  await peers.get(`${finger}alice@${home}`);

  expect(quickMs).toBeLessThan(2_000);
  expect(performance.now() - started).toBeGreaterThan(5_990);
});
