import { describe, expect, test } from 'vitest';
import { missed, placeFor, testTroubles, untroubled } from './stages.ts';

const fork = 'https://git.example.org/o/fork';
const place = placeFor('source-offers', {
  here: { software: 'mastodon' },
  forked: { software: 'mastodon', source: `${fork}/tree/v4.6.4+ours` },
  renamed: { software: 'mastodon', broken: 'software-renamed' },
  go: { software: 'gotosocial' },
  notes: { software: 'misskey' },
  photos: { software: 'pixelfed' },
  videos: { software: 'peertube' },
  links: { software: 'lemmy' },
  blog: { software: 'wordpress' },
  split: { software: 'mastodon', web: true },
  single: { software: 'gotosocial', broken: 'front-page-elsewhere' },
  profile: { software: 'mastodon' },
  dead: { software: 'mastodon', broken: 'certificate-expired' },
});

/** Offers as place, address and prominence, with what else they say. */
async function offersAt(name: string) {
  const { data, exchanges } = await place.look(name);
  const { offers, places, pageSigns } = data as {
    offers: readonly Record<string, unknown>[];
    places: Record<string, string>;
    pageSigns: readonly string[];
  };
  return {
    places,
    pageSigns,
    offers: offers.map(({ place, url, prominence, reference = '' }) =>
      `${place} ${url} ${prominence} ${reference}`.trim(),
    ),
    paths: exchanges
      .map(({ method, url }) => `${method} ${new URL(url).pathname}`)
      .filter((path) => !path.endsWith('/robots.txt')),
  };
}

const mastodon = 'https://github.com/mastodon/mastodon';

describe('the source-offers probe', () => {
  test('records the offers of a Mastodon with one request: its API was read, and its front page has the rest', async () => {
    const { data } = await place.look('here');
    const { paths } = await offersAt('here');

    expect(data).toMatchObject({
      places: {
        nodeinfo: 'read',
        nodeinfo2: 'not-asked',
        'instance-api': 'read',
        'software-api': 'not-asked',
        'page-data': 'read',
        noscript: 'read',
        'page-link': 'read',
        'own-archive': 'not-asked',
      },
      offers: [
        {
          ...{
            url: mastodon,
            kind: 'repository',
            place: 'instance-api',
            prominence: 1,
            withoutScript: false,
          },
          seenAt: 'https://here.fedi.test/api/v2/instance',
        },
        {
          ...{ url: mastodon, kind: 'repository', place: 'page-data', prominence: 2, withoutScript: false },
          seenAt: 'https://here.fedi.test/',
        },
      ],
      pageSigns: expect.arrayContaining(['mastodon.mount', 'mastodon.server', 'mastodon.session']),
    });
    expect(data).not.toHaveProperty('unfinished');
    expect(paths).toEqual(['GET /']);
  });

  test('takes the reference that an address names off it', async () => {
    const { offers } = await offersAt('forked');

    expect(offers).toEqual([`instance-api ${fork} 1 v4.6.4+ours`, `page-data ${fork} 2 v4.6.4+ours`]);
  });

  test.each([
    ['go', ['page-link https://codeberg.org/superseriousbusiness/gotosocial 3'], ['GET /', 'GET /about']],
    [
      'notes',
      ['page-data https://github.com/misskey-dev/misskey 2'],
      ['GET /', 'HEAD /tarball/misskey-2025.10.2.tar.gz'],
    ],
    [
      'photos',
      ['page-link https://github.com/pixelfed/pixelfed 1'],
      ['GET /', 'GET /site/open-source', 'GET /about'],
    ],
    [
      'videos',
      ['noscript https://github.com/Chocobozzz/PeerTube 1'],
      ['GET /api/v1/config', 'GET /', 'GET /about'],
    ],
    ['links', ['page-link https://github.com/LemmyNet 3'], ['GET /api/v3/site', 'GET /', 'GET /about']],
  ])('reads the places that %s has', async (name, expected, asked) => {
    const { offers, paths } = await offersAt(name);

    expect(offers).toEqual(expect.arrayContaining(expected));
    expect(paths).toEqual(expect.arrayContaining(asked));
    expect(paths.length).toBeLessThanOrEqual(asked.length + 1);
  });

  test('asks software without such a clause for nothing, and unknown software at the usual places', async () => {
    expect((await offersAt('blog')).paths).toEqual([]);
    expect((await offersAt('renamed')).paths).toEqual(['GET /.well-known/x-nodeinfo2', 'GET /']);
    expect((await offersAt('renamed')).places['nodeinfo2']).toBe('absent');
  });

  test('asks the web domain of a split set-up', async () => {
    const { exchanges } = await place.look('split');

    expect(exchanges.map(({ url }) => url)).toContain('https://social.split.fedi.test/');
  });

  test('takes nothing from the page of another server, to which the front page leads', async () => {
    const { places, pageSigns, offers, paths } = await offersAt('single');

    expect(paths).toEqual(['GET /', 'GET /', 'GET /about']);
    expect(pageSigns.filter((sign) => sign.startsWith('mastodon'))).toEqual([]);
    expect(offers.filter((offer) => offer.includes('mastodon'))).toEqual([]);
    expect(places['page-link']).toBe('failed');
  });

  test('has no data of a server that never told anything', async () => {
    expect(await place.look('dead')).toMatchObject({ outcome: 'failed', failure: { code: 'tls-expired' } });
  });

  const pages = (reading: string) => ({ 'page-data': reading, noscript: reading, 'page-link': reading });
  const unread = (reading: string) => untroubled({ places: { 'instance-api': 'read', ...pages(reading) } });
  testTroubles(place, 'here', {
    dns: unread('failed'),
    connect: unread('failed'),
    tls: unread('failed'),
    http: unread('failed'),
    body: unread('failed'),
    robots: unread('disallowed'),
    budget: untroubled({ places: pages('not-asked'), unfinished: true }),
    stopping: missed('shutting-down'),
  });
});
