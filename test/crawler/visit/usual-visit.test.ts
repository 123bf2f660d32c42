import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Net } from '../../../crawler/net/net.ts';
import { visitProbes } from '../../../crawler/probes/index.ts';
import { visit } from '../../../crawler/visit/visit.ts';
import { hostNamed, keptLog, realClock } from '../../visiting.ts';
import { createAuthority } from '../net/connection/authority.ts';
import { type Site, startSite } from '../net/site.ts';
import { labNet } from '../net/visit.ts';

let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (_, response) => {
    response.writeHead(404).end();
  });
  net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

/** What is asked of a peer each hour. */
const hourly: ReadonlySet<string> = new Set(
  visitProbes.filter(({ cadence }) => cadence === 'A' || cadence === 'B').map(({ id }) => id),
);

it('a visit of the usual hour costs a server one handshake', async () => {
  const tools = { net, clock: realClock(), log: keptLog(), vantage: 'test', monitorOrigin: '' };
  const order = {
    server: { host: hostNamed('a.fedi.test'), role: 'peer', expect: {}, watchedSince: '' },
    consent: 'peer',
    scheduledAt: '2026-01-01T00:00:00.000Z',
    signal: new AbortController().signal,
  } as const;
  const { settled: known } = await visit(order, tools);
  const before = site.connections();
  const { observations } = await visit({ ...order, due: hourly, known }, tools);

  expect(site.connections() - before).toBe(1);
  expect(observations.find(({ probe }) => probe === 'tls')).toMatchObject({ outcome: 'ok' });
});
