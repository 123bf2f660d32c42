import { expect, it } from 'vitest';
import { step } from '../../../analyzer/alerts/step.ts';
import { restoredRecord } from '../../../bin/alerting/record.ts';
import { instant } from '../../../model/clock.ts';
import { openStore } from '../../../store/open.ts';
import { aSignal, minute, start } from '../../analyzer/alerts/timeline.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { storeDirectory } from '../../store/furnished.ts';

it('steps that the store did not take are written with the next that it takes, in order', async () => {
  const store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  let isAway = true;
  const flaky: typeof store = {
    ...store,
    recordAlertPass: (pass) =>
      isAway ? Promise.reject(new Error('the disk is full')) : store.recordAlertPass(pass),
  };
  const record = await restoredRecord(flaky);
  const asked = new Map([['actor.vary', undefined]]);
  const live = async (minutes: number, outcome: 'failed' | 'passed') => {
    const nowMs = start + minutes * minute;
    const alerting = { forMs: 0, keepFiringForMs: 0, limit: 20 };
    const signal = aSignal({ outcome, alerting, observedAt: instant(nowMs) });
    const made = step(record.followed, [signal], { nowMs, asked });
    await record.keep({ at: instant(nowMs), ...made, incidents: [] });
  };

  await expect(live(0, 'failed')).rejects.toThrow('the disk is full');
  await expect(live(1, 'passed')).rejects.toThrow('the disk is full');
  expect(await store.alertChanges({ limit: 9, offset: 0 })).toEqual([]);
  isAway = false;
  await live(2, 'failed');

  const steps = await store.alertChanges({ limit: 9, offset: 0 });
  expect(steps.map(({ from, to }) => `${from}>${to}`)).toEqual([
    'resolved>firing',
    'firing>resolved',
    'inactive>firing',
  ]);
  await store.close();
});
