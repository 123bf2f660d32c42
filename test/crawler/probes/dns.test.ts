import { describe, expect, test } from 'vitest';
import { failed, missed, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('dns', { here: { software: 'mastodon' } });

describe('the dns probe', () => {
  test('records the addresses of the name and what kind they are', async () => {
    const { outcome, data } = await place.look('here');

    expect(outcome).toBe('ok');
    expect(data).toMatchObject({
      host: 'here.fedi.test',
      source: 'resolver',
      addresses: [{ address: '127.0.0.1', family: 4, class: 'lab', ttlSeconds: 60 }],
    });
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: untroubled(),
    tls: untroubled(),
    http: untroubled(),
    body: untroubled(),
    robots: untroubled(),
    budget: untroubled(),
    stopping: missed('shutting-down'),
  });
});
