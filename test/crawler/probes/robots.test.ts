import { describe, expect, test } from 'vitest';
import { failed, missed, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('robots', { here: { software: 'mastodon' } });

describe('the robots probe', () => {
  test('records what robots.txt asks of us', async () => {
    const { data } = await place.look('here');

    expect(data).toEqual({
      state: 'readable',
      status: 200,
      namesUs: false,
      truncated: false,
      disallowedPaths: ['/api/v1/instance/domain_blocks'],
    });
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: untroubled({ state: 'unreachable', status: 503 }),
    body: untroubled({ state: 'readable', disallowedPaths: ['/inbox'] }),
    robots: untroubled({ state: 'readable', disallowedPaths: expect.arrayContaining(['/']) }),
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
