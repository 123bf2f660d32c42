import { expect, it } from 'vitest';
import { fleetSource } from '../../../bin/alerting/fleet-source.ts';
import { heard } from '../../../bin/alerting/hearing.ts';
import { openFleet } from '../../../bin/fleet.ts';
import type { Foundation } from '../../../bin/foundation.ts';
import { configurationSchema } from '../../../model/configuration.ts';
import { openStore } from '../../../store/open.ts';
import { aSignal } from '../../analyzer/alerts/timeline.ts';
import { aServer, clock, keptLog } from '../../store/examples.ts';
import { storeDirectory } from '../../store/furnished.ts';

it('a pass in which a fleet rule failed is not whole, until that rule answers again', async () => {
  const log = keptLog();
  const store = await openStore({ path: await storeDirectory() }, { log, clock });
  await store.enrol([aServer('social.example', { role: 'hosted' })]);
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
  });
  let isBroken = true;
  const trust = (sql: string) => {
    const query = store.sandbox.trust(sql);
    const rows: typeof query.rows = (window) =>
      isBroken ? Promise.reject(new Error('the engine is gone')) : query.rows(window);
    return { rows };
  };
  let nowMs = clock.now();
  const ground = {
    configuration,
    store: { ...store, sandbox: { ...store.sandbox, trust } },
    clock: { now: () => nowMs, elapsed: () => nowMs },
    log,
    session: { end: () => {} },
    // as: of a foundation only these are used here
  } as unknown as Foundation;
  const source = fleetSource(ground, await openFleet(ground));
  const isWhole = async () => {
    const { whole } = await heard(ground, [source], { nowMs, judgedUntil: '', silentSince: new Map() });
    return whole;
  };

  expect(await isWhole()).toBe(false);
  isBroken = false;
  // Nothing is due yet: what failed last has failed.
  expect(await isWhole()).toBe(false);
  nowMs += 60_000;
  expect(await isWhole()).toBe(true);
  await store.close();
});

it('news of a server is expected as often as it is visited, and not as often as its rule is asked', async () => {
  const signal = (server: string) => aSignal({ labels: { server }, everyMs: 60_000 });
  const fleet = {
    rules: [],
    evaluate: async () => ({
      signals: ['quick.example', 'slow.example', 'unproven.example'].map(signal),
      findings: [],
      bugs: [],
      failed: new Map(),
      cut: new Set<string>(),
    }),
  };
  const standing = (name: string, consent: 'hosted' | 'unproven') => ({
    ...aServer(name, { role: 'hosted' }),
    consent,
  });
  const hostedServers = async () => [
    standing('quick.example', 'hosted'),
    standing('slow.example', 'hosted'),
    standing('unproven.example', 'unproven'),
  ];
  const configuration = configurationSchema.parse({
    monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
    hosted: [
      { domain: 'quick.example', interval: '10s' },
      { domain: 'slow.example', interval: '20m' },
      { domain: 'unproven.example' },
    ],
  });
  // as: of a store only its servers are used here
  const ground = { configuration, store: { hostedServers }, clock, log: keptLog() } as unknown as Foundation;

  const { signals } = await fleetSource(ground, fleet).ask({ nowMs: 0, judgedUntil: '' });

  expect(signals.map(({ everyMs }) => everyMs)).toEqual([60_000, 1_200_000, 3_600_000]);
});
