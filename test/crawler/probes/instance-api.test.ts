import { describe, expect, test } from 'vitest';
import { disallowed, failed, missed, placeFor, testTroubles } from './stages.ts';

const place = placeFor('instance-api', { here: { software: 'mastodon' }, links: { software: 'lemmy' } });

describe('the instance-api probe', () => {
  test('records how the instance describes itself to clients', async () => {
    const { data } = await place.look('here');

    expect(data).toMatchObject({
      asked: true,
      endpoint: '/api/v2/instance',
      domain: 'here.fedi.test',
      version: '4.6.4',
      sourceUrl: 'https://github.com/mastodon/mastodon',
      registrations: 'closed',
      limitedFederation: false,
      rulesCount: 1,
      privacyPolicyUrl: 'https://here.fedi.test/privacy-policy',
      hasContactEmail: true,
      roleContact: { role: 'contact', domain: 'here.fedi.test' },
      maxCharacters: 500,
      constants: {
        '/configuration/statuses/max_characters': 500,
        '/configuration/statuses/max_media_attachments': 4,
        '/configuration/polls/max_options': 4,
        '/configuration/polls/max_characters_per_option': 50,
        '/configuration/accounts/max_pinned_statuses': 5,
      },
      keys: expect.arrayContaining(['api_versions', 'configuration', 'source_url']),
    });
  });

  test('does not ask software that is known to have no such API', async () => {
    const { data, exchanges } = await place.look('links');

    expect(data).toEqual({ asked: false });
    expect(exchanges).toEqual([]);
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
