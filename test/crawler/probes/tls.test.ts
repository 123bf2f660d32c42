import { describe, expect, test } from 'vitest';
import { tls } from '../../../crawler/probes/tls.ts';
import { runProbes } from '../../../crawler/visit/visit.ts';
import { hostNamed, keptLog, realClock } from '../../visiting.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { startSite } from '../net/site.ts';
import { labNet } from '../net/visit.ts';
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

  test('keeps no name of who signed a certificate', async () => {
    const authority = await createAuthority('Jane Doe of Springfield');
    const site = await startSite(await authority.issue({ names: ['own.fedi.test'] }), (_, response) =>
      response.end(),
    );
    const net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]] });
    const server = { host: hostNamed('own.fedi.test'), role: 'peer', expect: {}, watchedSince: '' } as const;
    const order = { server, consent: 'peer', scheduledAt: '2026-01-01T00:00:00.000Z' } as const;
    const tools = { net, clock: realClock(), log: keptLog(), vantage: 'test', monitorOrigin: '' };
    const record = await runProbes([tls], { ...order, signal: AbortSignal.timeout(20_000) }, tools);
    await net.close();
    await site.close();

    const session = { problem: 'tls-untrusted', chain: [{ names: ['own.fedi.test'] }, { names: [] }] };
    expect(record.observations[0]).toMatchObject({ outcome: 'ok', data: { sessions: [session] } });
    expect(JSON.stringify(record)).not.toMatch(/jane|doe|springfield/i);
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
