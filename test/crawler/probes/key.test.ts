import { describe, expect, test } from 'vitest';
import type { KeyData } from '../../../crawler/probes/key.ts';
import { disallowed, missed, partly, placeFor, testTroubles } from './stages.ts';

const place = placeFor('key', {
  here: { software: 'mastodon', broken: 'actor-key-apart' },
  inside: { software: 'mastodon' },
});

describe('the key probe', () => {
  test('records the key as the actor lists it and as its own URL shows it', async () => {
    const { data } = await place.look('here');

    const { listed, fetched } = data as KeyData;
    expect(listed).toMatchObject({ shape: 'object', encoding: 'spki', algorithm: 'rsa', bits: 2048 });
    expect(fetched).toEqual({ ok: true, data: listed });
  });

  test('asks nothing where the key is part of the actor', async () => {
    const { data, exchanges } = await place.look('inside');

    expect(data).not.toHaveProperty('fetched');
    expect(exchanges).toEqual([]);
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
