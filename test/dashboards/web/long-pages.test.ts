import { afterAll, beforeAll, expect, it } from 'vitest';
import { step } from '../../../analyzer/alerts/step.ts';
import { failure } from '../../../model/failure.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Observation } from '../../../model/observation.ts';
import { aSignal } from '../../analyzer/alerts/timeline.ts';
import { aFinding, anObservation, aServer, host } from '../../store/examples.ts';
import { ago, anExchange, now, rules, seen } from './fleet.ts';
import { depsOf, type Site, siteOf, still, storeWith } from './site.ts';

const own = 'ours.example';
const waited = 'waited.example';
const peers = Array.from({ length: 22 }, (_, at) => `peer-${String(at).padStart(2, '0')}.example`);
let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const ids = new Map<string, string>();
const htmlOf = async (path: string) => (await site.ask(path)).text;
const plain = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const rowsIn = (html: string) => html.match(/role="rowheader"/g)?.length;

/** A peer that began to reject `own`. */
function rejected(peer: string): Finding {
  const said = { rule: 'peering.rejected-by-peer', audience: 'trust-safety', severity: 'info' } as const;
  const because = `${peer} rejects it`;
  return aFinding({ ...said, server: host(own), outcome: 'failed', because, labels: { server: own, peer } });
}

/** A look of so many seconds ago, with a header that tells it from others where something answered. */
function look(seconds: number, header?: string): Observation {
  const at = { scheduledAt: ago(seconds), startedAt: ago(seconds) };
  const made = { server: host(waited), probe: 'actor', consent: 'hosted', ...at } as const;
  const exchange = anExchange({ startedAt: ago(seconds), responseHeaders: { via: header ?? 'none' } });
  if (header !== undefined) return anObservation({ ...made, exchanges: [exchange] });
  const { data: _, ...down } = anObservation({ ...made, exchanges: [] });
  return { ...down, outcome: 'failed', failure: failure('connect-timeout') };
}

const [good, first, second] = [look(900, 'last-good'), look(600), look(300)] as const;

beforeAll(async () => {
  const parts = [own, waited, ...peers].map((name) =>
    seen({ name, consent: name.startsWith('peer') ? 'peer' : 'hosted' }),
  );
  const failing = peers.map((peer) =>
    aFinding({
      server: host(peer),
      rule: 'actor.vary',
      outcome: 'failed',
      because: 'The answer has no Vary',
    }),
  );
  const loud = { server: host(own), rule: 'tls.expiry', severity: 'critical', outcome: 'failed' } as const;
  stored = await storeWith({
    servers: [
      ...[own, waited].map((name) => aServer(name, { role: 'hosted' })),
      ...peers.map((name) => aServer(name)),
    ],
    observations: [...parts.flatMap(({ observations }) => observations), good, first, second],
    findings: [...failing, ...peers.slice(0, 12).map(rejected), aFinding({ ...loud, because: 'It ends' })],
  });
  const alerting = { forMs: 0, keepFiringForMs: 0, limit: 20 };
  const signals = [
    ...peers.slice(0, 12).map((peer) =>
      aSignal({
        ...{ rule: 'peering.rejected-by-peer', severity: 'info', because: `${peer} rejects it`, alerting },
        ...{ labels: { server: own, peer }, observedAt: ago(34), since: ago(900) },
      }),
    ),
    aSignal({ labels: { server: own }, rule: 'tls.expiry', observedAt: ago(34), alerting }),
    aSignal({
      ...{ rule: 'availability.confirmed', labels: { server: waited }, alerting },
      ...{ observedAt: ago(34), since: second.startedAt, evidence: [second.id] },
    }),
  ];
  const asked = new Map(signals.map(({ rule }) => [rule, undefined]));
  const { followed, changes, forgotten } = step([], signals, { nowMs: now, asked });
  await stored.store.recordAlertPass({
    ...{ pass: 1, at: new Date(now).toISOString(), followed, changes, forgotten, incidents: [] },
  });
  for (const { alert } of followed) ids.set(alert.rule, alert.id);
  site = still(await siteOf(depsOf(stored.store)));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

it('alerts have the most urgent and the newest steps, with their numbers and the way to all', async () => {
  const html = await htmlOf('/alerts');

  expect(plain(html)).toContain('Firing 14');
  expect(rowsIn(html)).toBe(10 + 8);
  expect(html).toContain('The 10 most urgent of 14 are shown. <a href="/alerts?rows=all#alerts">');
  expect(html).toContain('<a href="/alerts?rows=all#steps">Show all 14</a>');
  expect(rowsIn(await htmlOf('/alerts?rows=all'))).toBe(14 + 14);
  expect((await htmlOf('/alerts?format=csv&table=1')).match(/rejected-by-peer/g)).toHaveLength(12);
});

it('findings have those to look at first, and the way to all; a page that is asked for is whole', async () => {
  const html = await htmlOf('/findings/sre');

  expect(rowsIn(html)).toBe(20);
  expect(html).toContain(
    'The first 20 of 23 are shown. <a href="/findings/sre?outcome=failed&amp;page=1">Show all 23</a>',
  );
  expect(html.indexOf(own)).toBeLessThan(html.indexOf('peer-00.example'));
  expect(rowsIn(await htmlOf('/findings/sre?outcome=failed&page=1'))).toBe(23);
  expect((await htmlOf('/findings/sre?format=csv&table=1')).match(/actor\.vary/g)).toHaveLength(22);
  expect(JSON.parse(await htmlOf('/findings/sre?format=json')).findings).toHaveLength(23);
});

it('the catalogue is folded up by audience, with how many rules each has', async () => {
  const html = await htmlOf('/rules');

  expect(html.match(/<details class="group fold" id="[a-z-]+">/g)).toHaveLength(3);
  expect(plain(html)).toContain('Trust and safety 1 rule');
  expect(rowsIn(html)).toBe(rules.length);
});

it('a server has the loudest failure first, and of each rule one in full', async () => {
  const html = await htmlOf(`/servers/${own}`);
  const [, failed = ''] = html.split('<h2 id="findings">');

  expect(failed.indexOf('tls.expiry')).toBeLessThan(failed.indexOf('peering.rejected-by-peer'));
  expect(plain(failed)).toContain(
    '11 more of peering.rejected-by-peer: peer-01.example, peer-02.example, peer-03.example and 8 more',
  );
  expect(html).toContain(`The 5 most urgent of 13 are shown. <a href="/servers/${own}?rows=all#alerts">`);
});

it('an alert of a rule that waits begins with the first failure after the last good answer', async () => {
  const html = await htmlOf(`/alerts/${ids.get('availability.confirmed')}`);
  const [, lastGood = '', firstBad = ''] = html.split(/aria-label="(?:Last good|First bad)"/);

  expect(lastGood).toContain('last-good');
  expect(firstBad).toContain(`datetime="${first.startedAt}"`);
});
