import { describe, expect, test } from 'vitest';
import { acceptProfiles } from '../../../crawler/documents/representation.ts';
import type { ActorData } from '../../../crawler/probes/actor.ts';
import { disallowed, failed, missed, partly, placeFor, testTroubles } from './stages.ts';

const place = placeFor('actor', {
  here: { software: 'mastodon' },
  apart: { software: 'mastodon', broken: 'webfinger-renamed' },
  older: { software: 'misskey' },
});

describe('the actor probe', () => {
  test('records the actor in every representation that peers ask for', async () => {
    const { data } = await place.look('here');

    const { url, representations } = data as ActorData;
    expect(url).toMatch(/^https:\/\/here\.fedi\.test\/users\/person-/);
    expect(representations.map(({ profile }) => profile)).toEqual(Object.keys(acceptProfiles));
    const kinds = representations.map((answer) => (answer.ok ? answer.data.kind : answer.failure.code));
    expect(kinds).toEqual([...Array.from({ length: 6 }, () => 'activity'), 'redirect']);
    expect(data).toMatchObject({
      actorFrom: 'account',
      document: {
        ok: true,
        data: {
          id: url,
          types: ['Person'],
          inbox: `${url}/inbox`,
          outbox: `${url}/outbox`,
          sharedInbox: 'https://here.fedi.test/inbox',
          key: { shape: 'object', owner: url, encoding: 'spki', algorithm: 'rsa', bits: 2048 },
        },
      },
      instanceActor: { foundBy: 'known-path', ok: true, data: { types: ['Application'] } },
    });
    expect(data).not.toHaveProperty('loopback');
  });

  test('records a shared inbox in the older place too', async () => {
    const { data } = await place.look('older');

    const inbox = 'https://older.fedi.test/inbox';
    expect(data).toMatchObject({ document: { data: { sharedInbox: inbox, topLevelSharedInbox: inbox } } });
  });

  test('asks for the name that the actor gives, where it is another one', async () => {
    const { data } = await place.look('apart');

    expect(data).toMatchObject({ loopback: { ok: true } });
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
