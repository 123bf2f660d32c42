import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, placeFor, testTroubles } from './stages.ts';

const place = placeFor('host-meta', {
  here: { software: 'mastodon' },
  page: { software: 'mastodon', broken: 'host-meta-html' },
});

describe('the host-meta probe', () => {
  test('records the templates and the type of the XRD', async () => {
    const { data } = await place.look('here');

    expect(data).toEqual({
      url: 'https://here.fedi.test/.well-known/host-meta',
      contentType: 'application/xrd+xml; charset=utf-8',
      lrddTemplates: ['https://here.fedi.test/.well-known/webfinger?resource={uri}'],
    });
  });

  test('has no data where a page stands instead of the XRD', async () => {
    expect(await place.look('page')).toMatchObject({ outcome: 'failed', failure: { code: 'body-not-xml' } });
  });

  testTroubles(place, 'here', {
    dns: failed('dns-nxdomain'),
    connect: failed('connect-refused'),
    tls: failed('tls-expired'),
    http: failed('http-server-error'),
    body: failed('body-not-xml'),
    robots: disallowed,
    budget: missed('request-budget'),
    stopping: missed('shutting-down'),
  });
});
