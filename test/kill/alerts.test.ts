import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Alert } from '../../model/alert.ts';
import { openStore } from '../../store/open.ts';
import { startAlertmanager, type Told } from '../analyzer/notify/alertmanager/real.ts';
import { start } from '../bin/command.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { clock, keptLog } from '../store/examples.ts';
import { furnished } from '../store/furnished.ts';

const server = 'mastodon.fedi.test';
const rule = 'webfinger.content-type';
/** Longer than one interval, so that it takes a third look; looks up to three intervals apart count, which is longer than a restart takes. */
const forMs = 7_000;
const intervalMs = 6_000;

function configurationOf(fediverse: Fediverse, alertmanager: string) {
  const quick = { requestsPerSecond: 50, requestsPerVisit: 60 };
  const every = `${intervalMs / 1_000}s`;
  return {
    monitor: { origin: fediverse.monitorOrigin, contact: 'whoever runs the tests' },
    hosted: [{ domain: server }],
    crawler: {
      intervals: { hosted: every, unproven: every, peer: every },
      budgets: { hosted: quick, unproven: quick, peer: quick },
    },
    store: { path: './data' },
    web: { listen: '127.0.0.1:0' },
    alerts: {
      alertmanager: [alertmanager],
      rules: { [rule]: { for: `${forMs / 1_000}s`, keepFiringFor: '0s' } },
    },
    lab: {
      connectTo: Object.fromEntries(fediverse.connectTo),
      trustedCa: fediverse.caFile,
      allowAddresses: ['127.0.0.0/8'],
      resolver: fediverse.resolver,
    },
  };
}

/** One process of the real program. `alert`: as its own page tells it. `kill`: resolves when it is dead. */
async function live(config: string) {
  const { child, said, ended } = start(['up', '--config', config]);
  const [url = ''] = /http:\S+/.exec(await said('http:')) ?? [];
  return {
    alert: async (): Promise<Alert | undefined> => {
      const page = await fetch(`${url}/alerts?format=json`);
      const { alerts } = (await page.json()) as { readonly alerts: readonly Alert[] }; // our own
      return alerts.find((alert) => alert.rule === rule);
    },
    kill: async (): Promise<void> => {
      child.kill('SIGKILL');
      await ended();
    },
  };
}

/** What the dead left in the store: the alert, and its steps, oldest first. */
async function legacyOf(folder: string) {
  const store = await openStore({ path: join(folder, 'data') }, { log: keptLog(), clock });
  try {
    const { followed } = await store.alertMemory();
    const changes = await store.alertChanges({ limit: 100, offset: 0 });
    const steps = changes.filter(({ alert }) => alert.rule === rule).map(({ from, to }) => `${from} > ${to}`);
    return { followed: followed.find(({ alert }) => alert.rule === rule)!, steps: steps.toReversed() };
  } finally {
    await store.close();
  }
}

/** Asks again and again until there is an answer. */
async function answered<T>(ask: () => Promise<T | undefined>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await pause(500, undefined, { signal });
  }
}

const isIt = ({ labels }: Pick<Told, 'labels'>) =>
  labels['alertname'] === rule && labels['server'] === server;

it('kill -9 while an alert waits and while it fires begins nothing anew and ends nothing, for us and for Alertmanager', async (context) => {
  const alertmanager = await startAlertmanager(context);
  const fediverse = await startFediverse({
    only: [server],
    monitorOrigin: 'https://monitor-alerts.fedi.test',
  });
  const folder = await mkdtemp(join(tmpdir(), 'fediscope-kill-'));
  await furnished(join(folder, 'data'));
  context.onTestFinished(async () => {
    await fediverse.close();
    await rm(folder, { recursive: true });
  });
  const config = join(folder, 'fediscope.yaml');
  // JSON is YAML.
  await writeFile(config, JSON.stringify(configurationOf(fediverse, alertmanager.url)));
  fediverse.break(server, 'webfinger-html-type');
  const told = async () => (await alertmanager.active()).find(isIt);
  const until = <T>(ask: () => Promise<T | undefined>) => answered(ask, context.signal);

  const first = await live(config);
  const begun = await until(first.alert);
  await first.kill();
  const waiting = await legacyOf(folder);
  const toldWhileWaiting = await told();

  const second = await live(config);
  const fired = await until(told);
  await second.kill();
  const firing = await legacyOf(folder);
  const heldFrom = clock.now();
  const held = await told();

  const third = await live(config);
  const again = await until(async () => {
    const now = await told();
    return now?.updatedAt === fired.updatedAt ? undefined : now;
  });
  await third.kill();
  const last = await legacyOf(folder);
  const left = await told();

  expect(waiting.steps).toEqual(['inactive > pending']);
  expect(waiting.followed).toMatchObject({
    told: false,
    alert: { state: 'pending', activeAt: begun.activeAt },
  });
  expect(toldWhileWaiting).toBeUndefined();
  // It goes on from the looks that it had, and never counts more than the time that passed.
  const passedMs = Date.parse(firing.followed.look.at) - Date.parse(begun.lastFailedAt);
  expect(firing.steps).toEqual(['inactive > pending', 'pending > firing']);
  expect(firing.followed).toMatchObject({ told: true, alert: { state: 'firing', activeAt: begun.activeAt } });
  expect(firing.followed.looks.length).toBeGreaterThan(waiting.followed.looks.length);
  expect(firing.followed.looks.slice(0, waiting.followed.looks.length)).toBe(waiting.followed.looks);
  expect(firing.followed.observedMs).toBeGreaterThanOrEqual(forMs);
  expect(firing.followed.observedMs).toBeLessThanOrEqual(passedMs);
  // Alertmanager keeps it over the death, and hears it again as the same one.
  expect((Date.parse(held?.endsAt ?? '') - heldFrom) / 60_000).toBeGreaterThan(10);
  expect(again.startsAt).toBe(fired.startsAt);
  expect(Date.parse(again.endsAt)).toBeGreaterThan(Date.parse(fired.endsAt));
  expect(last.steps).toEqual(firing.steps);
  expect(left?.startsAt).toBe(fired.startsAt);
  const statuses = alertmanager.receiver.requests
    .map(({ body }) => JSON.parse(body) as { readonly status: string; readonly alerts: readonly Told[] })
    .filter(({ alerts }) => alerts.some(isIt))
    .map(({ status }) => status);
  expect(statuses).toEqual(['firing']);
}, 180_000);
