import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, placeFor, testTroubles } from './stages.ts';

const place = placeFor('domains', {
  here: { software: 'mastodon' },
  apart: { software: 'mastodon', web: true },
  bare: { software: 'lemmy', web: true },
});

describe('the domains probe', () => {
  test('records one domain where nothing points elsewhere', async () => {
    const { data } = await place.look('here');

    expect(data).toEqual({
      accountDomain: 'here.fedi.test',
      webDomain: 'here.fedi.test',
      learnedFrom: 'same',
    });
  });

  test.each([
    ['apart', 'host-meta-redirect'],
    ['bare', 'webfinger-redirect'],
  ])('records the web domain of %s, learned from a %s', async (name, learnedFrom) => {
    const { data } = await place.look(name);

    expect(data).toEqual({
      accountDomain: `${name}.fedi.test`,
      webDomain: `social.${name}.fedi.test`,
      learnedFrom,
    });
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: failed('http-server-error'),
    body: failed('body-not-json'),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
