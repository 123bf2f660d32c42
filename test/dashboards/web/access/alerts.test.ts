import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliveSignal } from '../../../../analyzer/alerts/alive.ts';
import { step } from '../../../../analyzer/alerts/step.ts';
import { instant } from '../../../../model/clock.ts';
import type { Incident } from '../../../../model/incident.ts';
import { aSignal } from '../../../analyzer/alerts/timeline.ts';
import { sha256 } from '../../../store/examples.ts';
import { ago, fleet, now } from '../fleet.ts';
import { type Site, siteOf, storeWith } from '../site.ts';
import { bearer, guardedDeps } from './people.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const ids = new Map<string, string>();
let incidents: readonly Incident[] = [];

const failing = (server: string, rule: string) =>
  aSignal({
    labels: { server },
    rule,
    observedAt: ago(34),
    since: ago(600),
    alerting: { forMs: 0, keepFiringForMs: 0, limit: 20 },
  });

beforeAll(async () => {
  stored = await storeWith(fleet());
  // One incident of two customers, by what fails; one alert of each alone.
  const signals = [
    failing('stadt.example', 'actor.vary'),
    failing('social.example', 'actor.vary'),
    failing('stadt.example', 'tls.expiry'),
    failing('ville.example', 'tls.chain'),
    aliveSignal('fsn1', now),
  ];
  const asked = new Map(signals.map(({ rule }) => [rule, undefined]));
  const made = step([], signals, { nowMs: now, asked, silence: () => undefined });
  const { followed, changes, forgotten } = made;
  const members = followed.filter(({ alert }) => alert.rule === 'actor.vary').map(({ alert }) => alert.id);
  const cause = { kind: 'software', value: 'mastodon 4.5.1' } as const;
  incidents = [{ id: sha256('shared'), cause, startedAt: ago(600), joinedAt: ago(600), members }];
  const at = instant(now);
  await stored.store.recordAlertPass({ pass: 1, at, followed, changes, forgotten, incidents });
  for (const { alert } of followed) ids.set(`${alert.labels['server']} ${alert.rule}`, alert.id);
  site = await siteOf(guardedDeps(stored.store));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

const asked = (path: string) => site.ask(path, { headers: bearer('customer') });

describe('alerts of a customer', () => {
  it('are those of their own servers, in the list and each by its id', async () => {
    const list = await asked('/alerts?format=json');
    const own = ids.get('stadt.example tls.expiry') ?? '';

    expect(list.text).toContain(own);
    expect((await asked(`/alerts/${own}`)).status).toBe(200);
    for (const other of ['social.example actor.vary', 'ville.example tls.chain']) {
      const id = ids.get(other) ?? 'none';
      expect((await site.ask(`/alerts/${id}`, { headers: bearer('admin') })).status).toBe(200);
      expect((await asked(`/alerts/${id}`)).status).toBe(404);
      expect(list.text).not.toContain(id);
    }
    for (const name of ['social.example', 'ville.example']) expect(list.text).not.toContain(name);
  });

  it('do not tell of incidents that others belong to', async () => {
    const mixed = incidents.filter(({ members }) =>
      members.includes(ids.get('social.example actor.vary') ?? ''),
    );

    expect(mixed.length).toBeGreaterThan(0);
    for (const { id } of mixed) {
      expect((await site.ask(`/incidents/${id}`, { headers: bearer('admin') })).status).toBe(200);
      expect((await asked(`/incidents/${id}`)).status).toBe(404);
    }
    const page = await asked(`/alerts/${ids.get('stadt.example actor.vary')}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('social.example');
  });
});
