import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../../../crawler/visit/visit.ts';
import { domainDigest } from '../../../model/masking.ts';
import type { Consent } from '../../../model/observation.ts';
import { subjectKey } from '../../../model/policy.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../../visiting.ts';
import { disallowed, failed, missed, placeFor, testTroubles } from './stages.ts';

const bad = { domain: 'bad.example', severity: 'suspend', reason: 'spam, says @admin@bad.example' } as const;
const loud = { domain: 'loud.example', severity: 'silence' } as const;
const veiled = { domain: 'veiled.example', severity: 'suspend', masked: true } as const;
const ours = 'own.fedi.test';
const many = Array.from({ length: 75 }, (_, number) => ({ ...bad, domain: `n${number}.example` }));

const all = [bad, loud, veiled];
const own = { ...bad, domain: ours };
const cast = (software: Cast['software'], rejects: Cast['rejects'], name: string = software): Cast => ({
  host: `${name.replace('.', '-')}.fedi.test`,
  software,
  role: 'peer',
  openRobots: true,
  ...(rejects !== undefined && { rejects }),
});
const publishing = [
  'mastodon',
  ...(['gotosocial', 'misskey', 'lemmy', 'lemmy-0.19', 'peertube', 'pleroma', 'akkoma', 'mitra'] as const),
  ...(['piefed', 'friendica', 'hubzilla', 'mbin', 'wafrn'] as const),
  ...(['mastodon-3', 'hometown', 'gotosocial-0.19', 'lemmy-0.17', 'firefish', 'kbin', 'threads'] as const),
] as const;
const extra = [
  ...publishing.map((name) => cast(name, name === 'peertube' ? [own] : all)),
  ...publishing.map((name) => cast(name, undefined, `quiet-${name}`)),
  ...publishing.map((name): Cast => {
    const { openRobots: _, ...stock } = cast(name, all, `stock-${name}`);
    return stock;
  }),
  cast('misskey', many, 'long-misskey'),
  { ...cast('misskey', undefined, 'iceshrimp'), knows: ['innocent.example'] },
  cast('lemmy', many, 'long-lemmy'),
  { ...cast('mastodon', all, 'renamed'), broken: 'software-renamed' as const },
  { ...cast('mastodon', undefined, 'walled'), broken: 'federation-limited' as const },
  { ...cast('mastodon', all, 'nameless'), broken: 'nodeinfo-busy' as const },
  cast('pixelfed', undefined),
  cast('piefed-allowing', all),
];

let fediverse: Fediverse;
beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra });
});
afterAll(() => fediverse.close());

/** What a visit that asks only for the list recorded, and the list that it kept. */
async function look(name: string, consent: Consent = 'peer') {
  const { net, ...tools } = visitTools(fediverse);
  const host = hostNamed(`${name.replace('.', '-')}.fedi.test`);
  const server = { host, role: 'peer', expect: {}, watchedSince: '' } as const;
  const scheduledAt = '2026-11-20T10:00:00.000Z';
  const order = {
    server,
    consent,
    scheduledAt,
    signal: AbortSignal.timeout(20_000),
    due: new Set(['policies']),
  };
  const record = await visit(order, { net, ...tools, hosted: [hostNamed(ours)] });
  await net.close();
  const observation = record.observations.find(({ probe }) => probe === 'policies');
  const [list] = record.policies;
  const rejected = list?.entries.map(({ subject, level }) => `${level} ${subjectKey(subject)}`).toSorted();
  return { record, observation, list, rejected };
}

const plain = ['limit loud.example', 'reject bad.example', 'reject veiled.example'];
const allReject = plain.map((line) => line.replace('limit', 'reject')).toSorted();
const digested = [
  'limit loud.example',
  'reject bad.example',
  `reject sha256:${domainDigest('veiled.example')}`,
];
const ofGotosocial = ['reject bad.example', 'reject loud.example', 'reject mask:v*il*d**xa**l*'];

describe('the policies probe', () => {
  test.each([
    ['mastodon', 'mastodon', digested],
    ['renamed', 'mastodon-like', digested],
    ['gotosocial', 'gotosocial', ofGotosocial],
    ['misskey', 'misskey', plain],
    ['lemmy', 'lemmy', allReject],
    ['lemmy-0.19', 'lemmy', allReject],
    ['pleroma', 'pleroma', plain],
    ['akkoma', 'akkoma', ['limit loud.example', 'reject bad.example', 'reject mask:vei***.****ple']],
    ['mitra', 'mitra', digested],
    ['piefed', 'piefed', digested],
    ['friendica', 'friendica', allReject],
    ['hubzilla', 'hubzilla', allReject],
    ['mbin', 'mbin', allReject],
    ['wafrn', 'wafrn', allReject],
    ['mastodon-3', 'mastodon', digested],
    ['hometown', 'mastodon', digested],
    ['gotosocial-0.19', 'gotosocial', ofGotosocial],
    ['lemmy-0.17', 'lemmy', allReject],
    ['firefish', 'misskey', plain],
    ['kbin', 'mbin', allReject],
  ])('reads the list that %s publishes', async (name, origin, expected) => {
    const { observation, list, rejected } = await look(name);

    expect(observation).toMatchObject({
      outcome: 'ok',
      data: { state: 'published', origin, entries: 3, refused: {}, truncated: false },
    });
    expect(rejected).toEqual(expected);
    expect(list?.reading).toMatchObject({ observer: observation?.server, source: 'api', origin, entries: 3 });
    const reason = list?.entries.find(({ reason }) => reason !== undefined)?.reason ?? 'spam, says [account]';
    expect(reason).toBe('spam, says [account]');
  });

  test('asks PeerTube about our hosted servers only, which is a part of its list', async () => {
    const { observation, rejected } = await look('peertube');

    expect(rejected).toEqual([`limit ${ours}`]);
    expect(observation).toMatchObject({ data: { state: 'partial', entries: 1 } });
    expect(fediverse.requests('peertube.fedi.test').map(({ path }) => path)).toContain(
      `/api/v1/blocklist/status?hosts=${ours}`,
    );
  });

  test.each([
    ['quiet-mastodon', 'hidden'],
    ['quiet-gotosocial', 'hidden'],
    ['quiet-pleroma', 'hidden'],
    ['quiet-akkoma', 'hidden'],
    ['quiet-mitra', 'hidden'],
    ['quiet-lemmy', 'hidden'],
    ['quiet-friendica', 'hidden'],
    ['iceshrimp', 'hidden'],
    ['quiet-mastodon-3', 'hidden'],
    ['quiet-hometown', 'hidden'],
    ['quiet-gotosocial-0.19', 'hidden'],
    ['quiet-firefish', 'hidden'],
    ['quiet-threads', 'not-supported'],
    ['quiet-piefed', 'not-supported'],
    ['quiet-peertube', 'not-supported'],
    ['pixelfed', 'not-supported'],
  ])('says what %s makes of its list: %s', async (name, state) => {
    const { observation, list } = await look(name);

    expect(observation).toMatchObject({ outcome: 'ok', data: { state, entries: 0, digest: '' } });
    expect(list).toMatchObject({ reading: { state }, entries: [] });
  });

  test.each(['quiet-misskey', 'quiet-hubzilla', 'quiet-mbin', 'quiet-wafrn', 'quiet-kbin'])(
    'takes an empty list of %s, which cannot hide one, for a list',
    async (name) => {
      expect((await look(name)).observation).toMatchObject({ data: { state: 'published', entries: 0 } });
    },
  );

  test('waits for the name of a server that is out of order, instead of guessing how its list is read', async () => {
    const { observation, list } = await look('nameless');

    expect(observation).toMatchObject({ outcome: 'missed', failure: { code: 'prior-missing' } });
    expect(list).toBeUndefined();
  });

  test('takes federation that is switched off for a mode', async () => {
    expect((await look('quiet-lemmy-0.19')).observation).toMatchObject({
      data: { state: 'published', mode: 'closed', entries: 0 },
    });
    expect((await look('quiet-lemmy-0.17')).observation).toMatchObject({
      data: { state: 'published', mode: 'closed', entries: 0 },
    });
    expect((await look('walled')).observation).toMatchObject({ data: { mode: 'allow-list' } });
    expect((await look('quiet-firefish')).observation).toMatchObject({ data: { mode: 'allow-list' } });
    expect((await look('piefed-allowing')).observation).toMatchObject({
      data: { state: 'published', mode: 'allow-list', entries: 0 },
    });
  });

  test.each([
    ['stock-mastodon', 'disallowed', 'robots-disallowed'],
    ['stock-lemmy', 'missed', 'crawl-delay'],
    ['stock-lemmy-0.19', 'missed', 'crawl-delay'],
  ])('stays away where the stock robots.txt of %s says so', async (name, outcome, code) => {
    const { observation, list } = await look(name);

    expect(observation).toMatchObject({ outcome, failure: { code } });
    expect(list).toMatchObject({ reading: { state: 'declined' }, entries: [] });
    const asked = fediverse.requests(`${name.replace('.', '-')}.fedi.test`).map(({ path }) => path);
    expect(asked.filter((path) => /domain_blocks|federated_instances/.test(path))).toEqual([]);
  });

  test.each(['stock-gotosocial', 'stock-threads'])(
    'learns nothing where robots.txt forbids even the name: %s',
    async (name) => {
      const { observation, list } = await look(name);

      expect(observation).toMatchObject({ outcome: 'disallowed', failure: { code: 'robots-disallowed' } });
      expect(list?.reading.state).toBe('declined');
      const asked = fediverse.requests(`${name}.fedi.test`).map(({ path }) => path);
      expect(asked.filter((path) => /nodeinfo|instance|block/.test(path))).toEqual([]);
    },
  );

  test('reads a hosted server by contract, whatever robots.txt says', async () => {
    expect((await look('stock-mastodon', 'hosted')).observation).toMatchObject({
      data: { state: 'published' },
    });
  });

  test('reads page after page, oldest first, thirty at a time of Misskey', async () => {
    const { observation } = await look('long-misskey');

    expect(observation).toMatchObject({ data: { state: 'published', entries: 75 } });
    const paths = fediverse.requests('long-misskey.fedi.test').map(({ path }) => path);
    const offsets = [0, 30, 60].map(
      (offset) => `/api/federation/instances?blocked=true&limit=30&offset=${offset}&sort=-firstRetrievedAt`,
    );
    expect(paths.filter((path) => path.includes('blocked'))).toEqual(offsets);
    expect((await look('long-lemmy')).observation).toMatchObject({
      data: { state: 'published', entries: 75 },
    });
  });

  test('keeps no entry in the observation, nor in its evidence', async () => {
    const { record } = await look('mastodon');

    const { policies: _, settled: __, ...kept } = record;
    expect(JSON.stringify(kept)).not.toMatch(/bad\.example|loud\.example|veiled/);
  });
});

describe('the policies probe at a server in trouble', () => {
  const place = placeFor('policies', { here: { software: 'mastodon', rejects: all, openRobots: true } });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: failed('http-server-error'),
    body: failed('body-not-json'),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
