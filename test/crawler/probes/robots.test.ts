import { describe, expect, test } from 'vitest';
import { productToken } from '../../../crawler/net/robots/robots-group.ts';
import { robotsList } from '../../../crawler/policies/robots.ts';
import { visit } from '../../../crawler/visit/visit.ts';
import { ourName } from '../../../model/policy.ts';
import { startFediverse } from '../../fediverse/fediverse.ts';
import { host } from '../../store/examples.ts';
import { hostNamed, visitTools } from '../../visiting.ts';
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

describe('a robots.txt that names us', () => {
  const observer = host('peer.example');
  const readAt = '2026-11-20T10:00:00.000Z';
  const facts = { state: 'readable', namesUs: true, truncated: false, disallowedPaths: ['/actor'] } as const;

  test('is a list of its own source, about us and about no server', async () => {
    const cast = {
      host: 'shy.fedi.test',
      software: 'mastodon',
      role: 'peer',
      broken: 'robots-names-us',
    } as const;
    const fediverse = await startFediverse({ only: [], extra: [cast] });
    const { net, ...tools } = visitTools(fediverse);
    const server = { host: hostNamed(cast.host), role: 'peer', expect: {}, watchedSince: '' } as const;
    const order = {
      server,
      consent: 'peer',
      scheduledAt: readAt,
      signal: AbortSignal.timeout(20_000),
    } as const;
    const { policies } = await visit({ ...order, due: new Set(['robots', 'policies']) }, { net, ...tools });
    await net.close();
    await fediverse.close();

    expect(policies.find(({ reading }) => reading.source === 'robots')).toMatchObject({
      reading: { observer: cast.host, origin: 'robots', state: 'published', entries: 1, readAt },
      entries: [
        { subject: { kind: 'pattern', pattern: ourName }, level: 'note', native: 'disallows a part' },
      ],
    });
    expect(policies.find(({ reading }) => reading.source === 'api')?.reading.state).toBe('declined');
    expect(productToken.toLowerCase()).toBe(ourName);
    expect(ourName).not.toContain('.');
  });

  test.each([
    ['asks for nothing that we would ask', { disallowedPaths: [] }, 'published', 0],
    ['forbids everybody the same', { namesUs: false }, 'published', 0],
    ['is not there', { state: 'absent', namesUs: false, disallowedPaths: [] }, 'published', 0],
    ['goes on beyond our cap', { truncated: true }, 'partial', 1],
    ['cannot be read', { state: 'unreachable' }, 'failed', 0],
  ] as const)('and %s', (_what, changes, state, entries) => {
    const list = robotsList({ ...facts, ...changes }, { observer, readAt });

    expect(list.reading).toMatchObject({ state, entries });
    expect(list.entries).toHaveLength(entries);
  });
});
