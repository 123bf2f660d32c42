import { describe, expect, test } from 'vitest';
import { disallowed, missed, partly, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('fingerprints', {
  stock: { software: 'mastodon' },
  renamed: { software: 'mastodon', broken: 'software-renamed' },
  silent: { software: 'mastodon', broken: 'nodeinfo-html' },
  notes: { software: 'misskey', broken: 'software-renamed' },
  links: { software: 'lemmy', broken: 'software-renamed' },
  videos: { software: 'peertube', broken: 'software-renamed' },
  press: { software: 'wordpress' },
});

describe('the fingerprints probe', () => {
  test.each(['stock', 'press'])('asks nothing of %s, which names software that we know', async (name) => {
    const { data, exchanges } = await place.look(name);

    expect(data).toEqual({ asked: false });
    expect(exchanges).toEqual([]);
  });

  test.each([
    ['renamed', ['mastodon.error-page', 'mastodon.manifest', 'mastodon.oauth']],
    ['silent', ['mastodon.error-page', 'mastodon.manifest', 'mastodon.oauth']],
    ['notes', ['misskey.unknown-endpoint']],
    ['links', ['lemmy.site']],
    ['videos', ['peertube.config', 'peertube.teapot']],
  ])('sees the signs of %s in at most six answers', async (name, signs) => {
    const { data, exchanges } = await place.look(name);

    expect(data).toMatchObject({ asked: true, signs });
    expect(exchanges.length).toBeLessThanOrEqual(6);
  });

  test('keeps the path, the status and of files the hash, and no text of any answer', async () => {
    const { data } = await place.look('renamed');

    expect(data).toMatchObject({
      answers: [
        { path: 'api-error', ok: true, data: { status: 404 } },
        { path: 'page-error', ok: true, data: { status: 404 } },
        { path: '/.well-known/oauth-authorization-server', ok: true, data: { status: 200 } },
        { path: '/manifest', ok: true, data: { status: 200 } },
        { path: '/oops.gif', ok: true, data: { status: 404 } },
        { path: '/oops.png', ok: true, data: { status: 404 } },
      ],
    });
    expect(JSON.stringify(data)).not.toContain('looking for');
  });

  testTroubles(place, 'renamed', {
    dns: partly('dns-nxdomain'),
    connect: partly('connect-refused'),
    tls: partly('tls-expired'),
    http: untroubled(),
    body: untroubled({ asked: true }),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
