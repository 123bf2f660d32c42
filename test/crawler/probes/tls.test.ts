import { describe, expect, test } from 'vitest';
import { failed, missed, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('tls', { here: { software: 'mastodon' }, apart: { software: 'mastodon', web: true } });

describe('the tls probe', () => {
  test('records the chain of each name, with nothing that a client would refuse', async () => {
    const { data } = await place.look('apart');

    const chain = [{ names: ['apart.fedi.test'], selfSigned: false }, { selfSigned: false }];
    expect(data).toMatchObject({
      sessions: [
        { host: 'apart.fedi.test', protocol: 'TLSv1.3', chain },
        { host: 'social.apart.fedi.test', protocol: 'TLSv1.3' },
      ],
    });
    expect(JSON.stringify(data)).not.toContain('problem');
  });

  test('sends no request', async () => {
    const { exchanges } = await place.look('here');

    expect(exchanges).toEqual([]);
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: untroubled({ sessions: [{ problem: 'tls-expired' }] }),
    http: untroubled(),
    body: untroubled(),
    robots: untroubled(),
    budget: untroubled(),
    stopping: missed('shutting-down'),
  });
});
