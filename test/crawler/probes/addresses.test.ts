import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, partly, placeFor, testTroubles, untroubled } from './stages.ts';

const place = placeFor('addresses', {
  here: { software: 'mastodon', broken: 'dns-two-sites' },
  alone: { software: 'mastodon' },
});

describe('the addresses probe', () => {
  test('records what each address answers', async () => {
    const { data } = await place.look('here');

    expect(data).toMatchObject({
      host: 'here.fedi.test',
      answers: [
        { address: '127.0.0.1', ok: true, data: { links: ['https://here.fedi.test/nodeinfo/2.0'] } },
        { address: '127.0.0.3', ok: true, data: { contentType: expect.stringContaining('html'), links: [] } },
      ],
    });
  });

  test('asks nothing where there is one address', async () => {
    const { data, exchanges } = await place.look('alone');

    expect(data).toEqual({ host: 'alone.fedi.test', answers: [] });
    expect(exchanges).toEqual([]);
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: partly('connect-refused'),
    tls: partly('tls-expired'),
    http: untroubled({ answers: [{ data: { status: 503 } }, { data: { status: 503 } }] }),
    body: untroubled({ answers: [{ data: { status: 200, links: [] } }, { data: { links: [] } }] }),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
