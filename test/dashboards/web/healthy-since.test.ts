import { afterAll, beforeAll, expect, it } from 'vitest';
import { failure } from '../../../model/failure.ts';
import type { Finding } from '../../../model/finding.ts';
import { aFinding, aMissed, anObservation, aServer, host } from '../../store/examples.ts';
import { ago, seen } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const day = 86_400;
const names = [
  'mended.example',
  'well.example',
  'returned.example',
  'once.example',
  'unseen.example',
  'half.example',
];
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;

/** What a rule began to say so many days ago. */
function said(server: string, rule: string, outcome: Finding['outcome'], days: number): Finding {
  const at = { observedAt: ago(days * day), since: ago(days * day) };
  return aFinding({ server: host(server), rule, outcome, because: '', ...at });
}

/** A visit so many days ago that found a server up or down. */
function visit(server: string, isUp: boolean, days: number, vantage = 'local') {
  const at = { scheduledAt: ago(days * day), startedAt: ago(days * day) };
  const up = anObservation({ server: host(server), vantage, probe: 'tls', consent: 'peer', data: {}, ...at });
  if (isUp) return up;
  const { data: _, ...down } = up;
  return { ...down, outcome: 'failed', failure: failure('connect-timeout') } as const;
}

beforeAll(async () => {
  const observations = names.flatMap((name) => seen({ name, consent: 'hosted' }).observations);
  stored = await storeWith({
    servers: names.map((name) => aServer(name, name === 'returned.example' ? {} : { role: 'hosted' })),
    observations: [
      ...observations,
      visit('returned.example', true, 4),
      visit('returned.example', false, 3),
      visit('returned.example', true, 2),
      visit('once.example', true, 5),
      visit('once.example', false, 4),
      visit('once.example', true, 3),
      visit('unseen.example', true, 5),
      aMissed(ago(4 * day), { server: host('unseen.example'), probe: 'tls', consent: 'peer' }),
      visit('unseen.example', true, 3),
      visit('half.example', false, 5),
      ...[4, 3, 2].map((days) => visit('half.example', true, days)),
      ...[5, 4, 3, 2].map((days) => visit('half.example', false, days, 'cut-off')),
    ],
    findings: [
      said('mended.example', 'actor.vary', 'passed', 30),
      said('mended.example', 'actor.vary', 'failed', 20),
      said('mended.example', 'actor.vary', 'cannot-tell', 6),
      said('mended.example', 'actor.vary', 'passed', 5),
      ...names.flatMap((name) => [
        said(name, 'tls.renewal', 'cannot-tell', 25),
        said(name, 'tls.renewal', 'passed', 1),
      ]),
    ],
  });
  site = await siteOf(depsOf(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

it('a server is healthy since its last failure ended and it answers again, or since it is judged, whatever rules begin to tell, we missed or one vantage alone does not reach', async () => {
  const { hosted, peers } = JSON.parse((await site.ask('/?format=json')).text);
  const since = [...hosted, ...peers.views].map(({ server, state, since: at }) => [server.host, state, at]);

  expect(since.toSorted()).toEqual([
    ['half.example', 'healthy', ago(4 * day)],
    ['mended.example', 'healthy', ago(6 * day)],
    ['once.example', 'healthy', ago(3 * day)],
    ['returned.example', 'healthy', ago(2 * day)],
    ['unseen.example', 'healthy', ago(25 * day)],
    ['well.example', 'healthy', ago(25 * day)],
  ]);
  const { text } = await site.ask('/servers/mended.example');
  expect(text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toContain('6 d since 2026-11-15 23:00:00 UTC');
});
