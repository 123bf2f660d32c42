import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('ownership', {
  here: { software: 'mastodon', proof: 'well-known' },
  named: { software: 'mastodon', proof: 'dns-txt' },
  silent: { software: 'mastodon' },
});

describe('the ownership probe', () => {
  test.each([
    ['here', 'well-known'],
    ['named', 'dns-txt'],
  ])('records where the proof of %s was found: %s', async (name, foundIn) => {
    const { data } = await place.look(name);

    expect(data).toEqual({ expected: 'fediscope-monitor=https://monitor.fedi.test', foundIn });
  });

  test('records that there is no proof, when both places answered', async () => {
    const { outcome, data } = await place.look('silent');

    expect(outcome).toBe('ok');
    expect(data).not.toHaveProperty('foundIn');
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: failed('http-server-error'),
    body: untroubled(expect.not.objectContaining({ foundIn: 'well-known' })),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
