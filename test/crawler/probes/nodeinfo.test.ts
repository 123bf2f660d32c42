import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, placeFor, testTroubles } from './stages.ts';

const place = placeFor('nodeinfo', {
  here: { software: 'mastodon' },
  text: { software: 'mastodon', broken: 'nodeinfo-software-text' },
});

describe('the nodeinfo probe', () => {
  test('records the links and the document they lead to', async () => {
    const { data } = await place.look('here');

    expect(data).toEqual({
      url: 'https://here.fedi.test/.well-known/nodeinfo',
      contentType: 'application/json; charset=utf-8',
      linksShape: 'array',
      links: [
        {
          rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0',
          href: 'https://here.fedi.test/nodeinfo/2.0',
        },
      ],
      document: {
        ok: true,
        data: {
          url: 'https://here.fedi.test/nodeinfo/2.0',
          contentType: 'application/json; charset=utf-8',
          linkedVersion: '2.0',
          version: '2.0',
          software: { name: 'mastodon', version: '4.6.4' },
          protocols: ['activitypub'],
          protocolsShape: 'array',
          openRegistrations: false,
          usersTotal: 42,
          usersActiveMonth: 17,
          localPosts: 1234,
        },
      },
    });
  });

  test('keeps the links where the document is none', async () => {
    const { outcome, data } = await place.look('text');

    expect(outcome).toBe('ok');
    expect(data).toMatchObject({
      linksShape: 'array',
      document: { ok: false, failure: { code: 'body-unexpected', stage: 'body' } },
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
