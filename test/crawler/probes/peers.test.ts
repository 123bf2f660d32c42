import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../../../crawler/visit/visit.ts';
import type { Host } from '../../../model/host.ts';
import type { Consent } from '../../../model/observation.ts';
import { type Cast, type Fediverse, startFediverse } from '../../fediverse/fediverse.ts';
import { hostNamed, visitTools } from '../../visiting.ts';
import { disallowed, failed, missed, placeFor, testTroubles } from './stages.ts';

const known = ['one.fedi.test', 'two.fedi.test', 'Three.Fedi.Test'];
const cast = (host: string, software: Cast['software'], more: Partial<Cast> = {}): Cast => ({
  host: `${host}.fedi.test`,
  software,
  role: 'peer',
  ...more,
});
const extra = [
  cast('open', 'mastodon', { knows: known }),
  cast('quiet', 'mastodon'),
  cast('renamed', 'mastodon', { knows: known, broken: 'software-renamed' }),
  cast('sky', 'misskey', { knows: known }),
  cast('links', 'lemmy', { knows: known }),
  cast('older', 'lemmy', { knows: known, broken: 'peers-at-v3' }),
  cast('members', 'lemmy', { knows: known, broken: 'peers-private' }),
  cast('magazines', 'lemmy', { knows: known, broken: 'peers-of-mbin' }),
  cast('delayed', 'lemmy', { knows: known }),
  cast('shut', 'mastodon', { knows: known, broken: 'robots-disallow-all' }),
  cast('busy', 'mastodon', { knows: known, broken: 'rate-limited' }),
  cast('long', 'mastodon', {
    knows: Array.from({ length: 100_001 }, (_, number) => `n${number}.fedi.test`),
  }),
  cast('huge', 'mastodon', {
    knows: Array.from({ length: 100_000 }, (_, number) => `${'x'.repeat(40)}${number}.fedi.test`),
  }),
];

const lemmyBefore = '/api/v3/federated_instances';

let fediverse: Fediverse;
const offers: { namer: Host; names: readonly string[] }[] = [];
const candidates = {
  offer: async (namer: Host, names: readonly string[]) => {
    offers.push({ namer, names });
    return { fresh: names.length, known: 0, refused: {} };
  },
};

beforeAll(async () => {
  fediverse = await startFediverse({ only: [], extra });
});
afterAll(() => fediverse.close());
afterEach(() => offers.splice(0));

interface Ordered {
  readonly consent?: Consent;
  readonly collects?: boolean;
}

/** What the probe saw in a visit, and what was kept of all of it. */
async function visited(name: string, { consent = 'peer', collects = true }: Ordered = {}) {
  const { net, ...tools } = visitTools(fediverse);
  const server = { host: hostNamed(`${name}.fedi.test`), role: 'peer', expect: {} } as const;
  const at = new Date().toISOString();
  const order = { server: { ...server, watchedSince: at }, consent, scheduledAt: at } as const;
  const record = await visit(
    { ...order, signal: AbortSignal.timeout(20_000) },
    { net, ...tools, ...(collects && { candidates }) },
  );
  await net.close();
  const peers = record.observations.find(({ probe }) => probe === 'peers');
  return { peers, record };
}

describe('the peers probe', () => {
  test.each([
    ['open', 'mastodon', ['/api/v1/instance/peers']],
    ['renamed', 'mastodon', ['/api/v1/instance/peers']],
    ['sky', 'misskey', ['/api/federation/instances?limit=30&sort=%2BfirstRetrievedAt']],
    ['older', 'lemmy', [lemmyBefore]],
    ['links', 'lemmy', [lemmyBefore, '/api/v4/federated_instances?kind=linked&limit=50']],
    ['magazines', 'mbin', ['/api/federated']],
  ])('hands over the names that %s publishes and stores their number', async (name, api, paths) => {
    const { peers } = await visited(name, { consent: 'hosted' });

    expect(peers?.data).toEqual({
      asked: true,
      published: true,
      api,
      names: 3,
      cut: false,
      fresh: 3,
      known: 0,
      refused: {},
    });
    expect(peers?.exchanges.map(({ url }) => url)).toEqual(
      paths.map((path) => `https://${name}.fedi.test${path}`),
    );
    expect(offers).toEqual([{ namer: `${name}.fedi.test`, names: known }]);
  });

  test('keeps no name of the list, nor the list itself', async () => {
    const { record } = await visited('open');

    expect(JSON.stringify(record).toLowerCase()).not.toMatch(/one\.fedi|two\.fedi|three\.fedi/);
  });

  test.each([
    ['quiet', 404],
    ['members', 400],
  ])('says so when %s keeps its list to itself', async (name, status) => {
    const { peers } = await visited(name, { consent: 'hosted' });

    expect(peers).toMatchObject({ outcome: 'ok', data: { asked: true, published: false, status } });
    expect(offers).toEqual([]);
  });

  test.each([
    ['shut', 'disallowed', 'robots-disallowed'],
    ['delayed', 'missed', 'crawl-delay'],
  ])('stays away where robots.txt of %s says so: %s', async (name, outcome, code) => {
    const { peers } = await visited(name);

    expect(peers).toMatchObject({ outcome, failure: { code } });
    expect(fediverse.requests(`${name}.fedi.test`).map(({ path }) => path)).not.toContainEqual(
      expect.stringMatching(/peers|federat/),
    );
  });

  test('asks nobody when nobody collects names', async () => {
    const before = fediverse.requests('open.fedi.test').length;

    const { peers } = await visited('open', { collects: false });

    const paths = fediverse
      .requests('open.fedi.test')
      .slice(before)
      .map(({ path }) => path);
    expect(peers?.data).toEqual({ asked: false });
    expect(paths).not.toContain('/api/v1/instance/peers');
  });

  test('does not take a limit of the server for a hidden list', async () => {
    const { peers } = await visited('busy');

    expect(peers).toMatchObject({ outcome: 'missed', failure: { code: 'retry-after' } });
  });

  test('reads a hundred thousand names of a longer list, and refuses one over four megabytes', async () => {
    const { peers: long } = await visited('long');
    const { peers: huge } = await visited('huge');

    expect(long?.data).toMatchObject({ names: 100_001, cut: true, fresh: 100_000 });
    expect(huge?.failure?.code).toBe('body-too-large');
  });
});

describe('the peers probe at a server in trouble', () => {
  const place = placeFor('peers', { here: { software: 'mastodon', knows: known } }, { candidates });

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
