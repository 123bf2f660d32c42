import { expect, it } from 'vitest';
import { fleetSource } from '../../../bin/alerting/fleet-source.ts';
import { heard } from '../../../bin/alerting/hearing.ts';
import { openFleet } from '../../../bin/fleet.ts';
import type { Foundation } from '../../../bin/foundation.ts';
import { configurationSchema } from '../../../model/configuration.ts';
import { openStore } from '../../../store/open.ts';
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
