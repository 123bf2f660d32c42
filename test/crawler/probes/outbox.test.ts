import { describe, expect, test } from 'vitest';
import { disallowed, missed, partly, placeFor, testTroubles } from './stages.ts';

const place = placeFor('outbox', { here: { software: 'mastodon' }, empty: { software: 'lemmy' } });

describe('the outbox probe', () => {
  test('records the collection, its first page and the newest public post, by their shape', async () => {
    const { data } = await place.look('here');

    const contentType = 'application/activity+json; charset=utf-8';
    expect(data).toEqual({
      actorFrom: 'account',
      collection: {
        ok: true,
        data: { contentType, types: ['OrderedCollection'], first: 'link', items: 0, totalItems: 2 },
      },
      page: {
        ok: true,
        data: { contentType, types: ['OrderedCollectionPage'], first: 'missing', items: 2 },
      },
      item: { ok: true, data: { contentType, types: ['Note'], sameId: true, sameOwner: true } },
    });
  });

  test('goes no further where there are no posts', async () => {
    const { data, exchanges } = await place.look('empty');

    expect(data).toMatchObject({ collection: { ok: true, data: { first: 'missing', totalItems: 0 } } });
    expect(exchanges).toHaveLength(1);
  });

  testTroubles(place, 'here', {
    dns: partly('dns-nxdomain'),
    connect: partly('connect-refused'),
    tls: partly('tls-expired'),
    http: partly('http-server-error'),
    body: partly('body-not-json'),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
