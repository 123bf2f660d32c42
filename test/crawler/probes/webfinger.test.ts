import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, partly, placeFor, testTroubles } from './stages.ts';

const place = placeFor('webfinger', {
  here: { software: 'mastodon' },
  apart: { software: 'mastodon', web: true },
});

describe('the webfinger probe', () => {
  test('records how the configured account is resolved, its name replaced', async () => {
    const { data } = await place.look('here');

    const { user } = data as { user: string };
    expect(user).toMatch(/^person-[0-9a-f]+$/);
    expect(data).toMatchObject({
      accountFrom: 'configured',
      base: {
        ok: true,
        data: {
          resource: `acct:${user}@here.fedi.test`,
          subject: `acct:${user}@here.fedi.test`,
          contentType: 'application/jrd+json; charset=utf-8',
          selfLinks: [{ href: `https://here.fedi.test/users/${user}`, type: 'application/activity+json' }],
        },
      },
    });
    expect(data).not.toHaveProperty('reverse');
  });

  test('asks the web domain too, where it is another one', async () => {
    const { data } = await place.look('apart');

    expect(data).toMatchObject({
      base: { ok: true, data: { urls: [expect.anything(), expect.stringContaining('//social.')] } },
      reverse: { ok: true, data: { urls: [expect.stringContaining('//social.')] } },
    });
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: partly('http-server-error'),
    body: partly('body-not-json'),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
