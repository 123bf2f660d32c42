import { describe, expect, test } from 'vitest';
import { disallowed, missed, partly, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('soft-404', {
  here: { software: 'mastodon' },
  every: { software: 'mastodon', broken: 'page-for-everything' },
});

describe('the soft-404 probe', () => {
  test.each([
    ['here', 404, 'other'],
    ['every', 200, 'html'],
  ])('records what %s says of a document and an account that do not exist', async (name, status, kind) => {
    const { data } = await place.look(name);

    expect(data).toMatchObject({
      answers: [
        { place: 'well-known', ok: true, data: { status, kind } },
        { place: 'user', ok: true, data: { status, kind } },
      ],
    });
  });

  testTroubles(place, 'here', {
    dns: partly('dns-nxdomain'),
    connect: partly('connect-refused'),
    tls: partly('tls-expired'),
    http: untroubled({ answers: [{ data: { status: 503 } }, { data: { status: 503 } }] }),
    body: untroubled({ answers: [{ data: { status: 404 } }, { data: { status: 404 } }] }),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
