import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliveSignal } from '../../../analyzer/alerts/alive.ts';
import { step } from '../../../analyzer/alerts/step.ts';
import { grouped } from '../../../analyzer/incidents/group.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import type { Signal } from '../../../model/signal.ts';
import { aSignal } from '../../analyzer/alerts/timeline.ts';
import { anObservation, aServer, host } from '../../store/examples.ts';
import { ago, anExchange, now } from './fleet.ts';
import { depsOf, type Site, siteOf, storeWith } from './site.ts';

const hostile = `<script>alert(1)</script>"><img src=x onerror=alert(2)>\u202egnp.exe`;
const alerting = { forMs: 0, keepFiringForMs: 0, limit: 20 };
const server = host('stadt.example');

/** What the actor probe saw, some seconds ago, with a header that tells one from the other. */
function seenActor(seconds: number, vary: string) {
  const exchange = anExchange({ startedAt: ago(seconds), responseHeaders: { vary } });
  const at = ago(seconds);
  const made = { server, probe: 'actor', consent: 'unproven', scheduledAt: at, startedAt: at } as const;
  return anObservation({ ...made, exchanges: [exchange] });
}

const good = seenActor(900, 'Accept, last-good');
const bad = seenActor(600, 'Cookie, first-bad');
const later = seenActor(34, 'Cookie, still-bad');

function failing(changes: Partial<Signal>): Signal {
  return aSignal({ observedAt: ago(34), since: ago(600), evidence: [later.id], alerting, ...changes });
}

describe('the pages of alerts', () => {
  let stored: Awaited<ReturnType<typeof storeWith>>;
  let site: Site;
  const pageOf = async (path: string) => (await site.ask(path)).text;
  const textOf = async (path: string) => (await pageOf(path)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  const ids = new Map<string, string>();
  let incident = '';

  beforeAll(async () => {
    stored = await storeWith({
      servers: [aServer('stadt.example', { role: 'hosted' })],
      observations: [good, bad, later],
      findings: [],
    });
    const signals = [
      failing({ labels: { server: 'stadt.example' } }),
      failing({ labels: { server: 'stadt.example' }, rule: 'webfinger.resolves', severity: 'critical' }),
      failing({ labels: { server: hostile, [hostile]: hostile }, rule: 'fleet.hostile', because: hostile }),
      failing({
        labels: { server: 'stadt.example' },
        rule: 'tls.expiry',
        alerting: { ...alerting, forMs: 1 },
      }),
      aliveSignal('fsn1', now),
    ];
    const asked = new Map(signals.map(({ rule }) => [rule, undefined]));
    const silence = ({ rule }: { rule: string }) =>
      rule === 'webfinger.resolves' ? 'DB upgrade' : undefined;
    const made = step([], signals, { nowMs: now, asked, silence });
    const { followed, incidents } = grouped(made.followed, { open: [], census: new Map(), nowMs: now });
    const { changes, forgotten } = made;
    await stored.store.recordAlertPass({
      pass: 1,
      at: instant(now),
      followed,
      changes,
      forgotten,
      incidents,
    });
    for (const { alert } of followed) ids.set(alert.rule, alert.id);
    incident = incidents[0]?.id ?? '';
    site = await siteOf(depsOf(stored.store));
  });
  afterAll(async () => {
    await site.close();
    await stored.close();
  });

  it('list what fires first, then what waits, with state, reason, subject and links', async () => {
    const page = await pageOf('/alerts');
    const text = await textOf('/alerts');
    const rows = [...page.matchAll(/href="\/alerts\/([0-9a-f]{64})"/g)].map(([, id]) => id);
    const order = rows.filter((id) => id !== ids.get(aliveRule)).slice(0, 4);

    expect(order).toEqual(
      ['webfinger.resolves', 'actor.vary', 'fleet.hostile', 'tls.expiry'].map((rule) => ids.get(rule)),
    );
    expect(text).toContain('The answer has no Vary header');
    expect(text).toContain('quiet: DB upgrade');
    expect(text).toContain("The dead-man's switch monitor.alive was last set");
    expect(text).toContain('Waiting');
    expect(page).toContain('href="/servers/stadt.example#actor.vary"');
    expect(text).toContain('2 alerts began together, and share the server stadt.example');
  });

  it('show one alert with what to do, the first bad exchange beside the last good one, and a text to pass on', async () => {
    const path = `/alerts/${ids.get('actor.vary')}`;
    const page = await pageOf(path);

    expect(page.indexOf('last-good')).toBeGreaterThan(-1);
    expect(page.indexOf('first-bad')).toBeGreaterThan(page.indexOf('last-good'));
    expect(page).not.toContain('still-bad');
    expect(page).toContain(`href="/observations/${encodeURIComponent(later.id)}"`);
    expect(page).toContain(`href="/incidents/${incident}"`);
    expect(page).toContain(`Evidence: https://monitor.example${path}`);
    expect(page).toContain('Do first: Send &quot;Vary: Accept&quot;');
    expect(await textOf(path)).toContain('stadt. example Unproven');
  });

  it('show an incident with its members and its beginning', async () => {
    const page = await pageOf(`/incidents/${incident}`);

    for (const rule of ['actor.vary', 'webfinger.resolves']) {
      expect(page).toContain(`href="/alerts/${ids.get(rule)}"`);
    }
    expect(page).toContain('last-good');
    expect(await textOf(`/incidents/${incident}`)).toContain('It goes on');
  });

  it('say of a server that is one name among others that it does not prove to be ours', async () => {
    for (const path of ['/alerts', `/incidents/${incident}`])
      expect(await textOf(path)).toContain('Unproven stadt. example : configured as hosted');
  });

  it('give the same as JSON', async () => {
    const list = JSON.parse(await pageOf('/alerts?format=json'));
    const one = JSON.parse(await pageOf(`/alerts/${ids.get('actor.vary')}?format=json`));

    expect(list.alerts).toHaveLength(4);
    expect(one).toMatchObject({ alert: { rule: 'actor.vary' }, turn: { lastGood: { id: good.id } } });
  });

  it('say how old their data is', async () => {
    for (const path of ['/alerts', `/alerts/${ids.get('tls.expiry')}`, `/incidents/${incident}`])
      expect(await textOf(path)).toContain('Last observation 34 s ago');
  });

  it('escape what is hostile, everywhere', async () => {
    for (const path of ['/alerts', `/alerts/${ids.get('fleet.hostile')}`]) {
      const page = await pageOf(path);
      expect(page).toContain('&lt;script&gt;alert(1)');
      expect(page).not.toMatch(/<script|<img|\u202e/);
    }
  });

  it('say that there is no such alert or incident', async () => {
    for (const path of ['/alerts/nothing', '/incidents/nothing', `/alerts/${'0'.repeat(64)}`]) {
      expect((await site.ask(path)).status).toBe(404);
    }
    expect(await textOf('/alerts/nothing')).toContain('There is no such alert');
  });
});

it('a page of alerts without any says so, and what is missing', async () => {
  const stored = await storeWith({ servers: [], observations: [], findings: [] });
  const site = await siteOf(depsOf(stored.store));
  const text = (await site.ask('/alerts')).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

  expect(text).toContain('There is no alert');
  expect(text).toContain('No pass over the alerts is known');
  expect(text).toContain('There was none yet');
  expect(text).toContain('No alert has ever begun');
  expect(text).toContain('No observation yet.');
  await site.close();
  await stored.close();
});

it('a server that does not answer is told by two exchanges side by side, though a look without any comes first', async () => {
  const visit = (seconds: number) =>
    ['dns', 'nodeinfo'].map((probe) => {
      const made = { server, probe, scheduledAt: ago(seconds), startedAt: ago(seconds - 1) };
      const exchange = anExchange({ responseHeaders: { server: `seen-${seconds}` } });
      return anObservation({ ...made, exchanges: probe === 'dns' ? [] : [exchange] });
    });
  const [before, then] = [visit(900), visit(600)];
  const servers = [aServer(server, { role: 'hosted' })];
  const stored = await storeWith({ servers, observations: [...before, ...then], findings: [] });
  const evidence = then.map(({ id }) => id);
  const signal = failing({ labels: { server }, rule: 'availability.confirmed', evidence });
  const asked = new Map([[signal.rule, undefined]]);
  const made = step([], [signal], { nowMs: now, asked, silence: () => undefined });
  await stored.store.recordAlertPass({ pass: 1, at: instant(now), ...made, incidents: [] });
  const site = await siteOf(depsOf(stored.store));
  const { text } = await site.ask(`/servers/${server}`);

  expect(text).toMatch(/aria-label="Last good".+nodeinfo.+seen-900.+aria-label="First bad".+seen-600/s);
  await site.close();
  await stored.close();
});
