import { afterAll, beforeAll, expect, test } from 'vitest';
import { Forges } from '../../../crawler/forges/forges.ts';
import type { Net } from '../../../crawler/net/net.ts';
import { type Forge, startForge } from '../../forge/forge.ts';
import { missingGit } from '../../forge/git-backend.ts';
import { describeWithGit } from '../../forge/with-git.ts';
import { keptLog, realClock } from '../../visiting.ts';
import { netTo } from '../forges/visiting.ts';
import { missed, placeFor, testTroubles, untroubled } from './stages.ts';

const version = '4.6.4';
let forge: Forge;
let net: Net;
let forges: Forges;
let hurried: Forges;

/** Those of the test, once they are there. A slow forge is not waited for. */
const shared: Pick<Forges, 'check'> = {
  check: (order) => (order.url.includes('silent') ? hurried : forges).check(order),
};
beforeAll(async () => {
  if (missingGit !== undefined) return;
  forge = await startForge();
  net = netTo(forge);
  const tools = { net, clock: realClock(), log: keptLog() };
  forges = new Forges(tools, { waitMs: 20_000, visitMs: 20_000 });
  hurried = new Forges(tools, { waitMs: 0, visitMs: 20_000 });
});
afterAll(async () => {
  if (missingGit !== undefined) return;
  await forges.stop();
  await hurried.stop();
  await net.close();
  await forge.close();
});

const source = (name: string) => `https://${name}.fedi.test/o/r`;
const servers = {
  good: { software: 'mastodon', source: `${source('gitea')}/src/tag/v1.0.0` },
  same: { software: 'mastodon', source: source('gitea') },
  shut: { software: 'mastodon', source: source('private') },
  slow: { software: 'mastodon', source: source('silent') },
} as const;
const place = placeFor('offer-checks', servers, { forges: shared });

describeWithGit('the offer-checks probe', () => {
  test('records what the offered address is, and whether the version and what the operator names is in it', async () => {
    const { data, exchanges } = await place.look('good');

    expect(data).toEqual({
      checks: [
        {
          ...{ url: source('gitea'), kind: 'repository', state: 'reachable', licence: 'agpl' },
          checkedAt: expect.stringMatching(/^\d{4}-/),
          references: [
            { wanted: `v${version}`, kind: 'tag', state: 'not-found' },
            { wanted: 'v1.0.0', kind: 'tag', state: 'found' },
          ],
        },
      ],
    });
    expect(exchanges.map(({ method, status }) => `${method} ${status}`)).toContain('POST 200');
  });

  test('asks an address once for all servers that offer it, and puts the same exchanges on record', async () => {
    const [first, second] = [await place.look('good'), await place.look('same')];

    expect(forge.requests('gitea.fedi.test').filter(({ path }) => path.endsWith('/info/refs'))).toHaveLength(
      1,
    );
    expect(second.exchanges).toEqual(first.exchanges);
  });

  test('records a refusal as one', async () => {
    expect((await place.look('shut')).data).toMatchObject({
      checks: [{ state: 'login', detail: 'the answer was 401' }],
    });
  });

  test('is unfinished where the turn of a forge has not come', async () => {
    const { data } = await place.look('slow');

    expect(data).toEqual({
      checks: [
        {
          ...{
            url: source('silent'),
            kind: 'page',
            state: 'awaited',
            references: [],
            licence: 'unread',
          },
          detail: 'its turn has not come',
        },
      ],
      unfinished: true,
    });
  });

  const known = untroubled({ checks: [{ state: 'reachable' }] });
  testTroubles(place, 'good', {
    dns: known,
    connect: known,
    tls: known,
    http: known,
    body: known,
    robots: known,
    budget: known,
    stopping: missed('shutting-down'),
  });
});
