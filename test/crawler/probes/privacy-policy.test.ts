import { describe, expect, test } from 'vitest';
import { failed, missed, placeFor, testTroubles } from './stages.ts';

const place = placeFor('privacy-policy', {
  here: { software: 'mastodon' },
  empty: { software: 'mastodon', broken: 'privacy-policy-empty' },
  links: { software: 'lemmy' },
});

describe('the privacy-policy probe', () => {
  test('records that there is one and how long it is, not what it says', async () => {
    const { data } = await place.look('here');

    expect(data).toEqual({
      asked: true,
      url: 'https://here.fedi.test/api/v1/instance/privacy_policy',
      length: 28,
    });
  });

  test('records a policy without text as one of no length', async () => {
    expect((await place.look('empty')).data).toMatchObject({ asked: true, length: 0 });
  });

  test('does not ask software that is known to have no such API', async () => {
    const { data, exchanges } = await place.look('links');

    expect(data).toEqual({ asked: false });
    expect(exchanges).toEqual([]);
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: failed('http-server-error'),
    body: failed('body-not-json'),
    robots: missed('ownership-unproven'),
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
