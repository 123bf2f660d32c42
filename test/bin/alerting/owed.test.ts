import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareAlerting } from '../../../bin/alerting.ts';
import { instant } from '../../../model/clock.ts';
import { configurationSchema } from '../../../model/configuration.ts';
import type { Signal } from '../../../model/signal.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { aSignal, minute, start } from '../../analyzer/alerts/timeline.ts';
import { aServer, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

const configuration = configurationSchema.parse({
  monitor: { origin: 'https://monitor.example', contact: 'ops@monitor.example' },
  hosted: [{ domain: 'social.example' }],
});
const alerting = { forMs: 0, keepFiringForMs: 0, limit: 9 };

describe('what servers share is read for the incidents', () => {
  let store: ScratchStore;
  let nowMs: number;
  let failing: readonly string[];
  let isAway: boolean;
  let reads: number;
  const clock = { now: () => nowMs, elapsed: () => nowMs };

  beforeEach(async () => {
    nowMs = start;
    failing = ['tls.valid', 'actor.gone'];
    isAway = false;
    reads = 0;
    store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
    await store.enrol([aServer('social.example', { role: 'hosted' })]);
  });
  afterEach(() => store.close());

  /** Alerting as a process that starts now would have it. What starts with `monitor.` is about no server. */
  function started() {
    const newestWithData: ScratchStore['newestWithData'] = (...order) => {
      reads += 1;
      return isAway ? Promise.reject(new Error('the store is away')) : store.newestWithData(...order);
    };
    const rules = ['tls.valid', 'actor.gone', 'monitor.coverage'];
    const signal = (rule: string): Signal => {
      const labels: Signal['labels'] = rule.startsWith('monitor.')
        ? { vantage: 'main' }
        : { server: 'social.example' };
      return aSignal({ rule, labels, alerting, observedAt: instant(nowMs) });
    };
    const source = { rules, ask: async () => ({ signals: failing.map(signal) }) };
    const ground = { configuration, store: { ...store, newestWithData }, clock, log: keptLog() };
    return prepareAlerting(ground, { sources: [source], notifiers: [] });
  }

  /** One more pass: how many reads it took, and how many incidents there are after it. */
  async function pass(process: ReturnType<typeof started>) {
    const before = reads;
    nowMs += minute;
    await process.pass(instant(nowMs));
    return { read: reads > before, incidents: (await store.incidents(9)).length };
  }

  it('until it succeeds, also when nothing new fires', async () => {
    const process = started();
    isAway = true;
    expect(await pass(process)).toEqual({ read: true, incidents: 0 });
    expect(await pass(process)).toEqual({ read: true, incidents: 0 });
    isAway = false;
    expect(await pass(process)).toEqual({ read: true, incidents: 1 });
    expect(await pass(process)).toEqual({ read: false, incidents: 1 });
  });

  it('once after a start: the process before may have died between the alerts and the incident', async () => {
    isAway = true;
    expect(await pass(started())).toEqual({ read: true, incidents: 0 });
    isAway = false;
    const process = started();
    expect(await pass(process)).toEqual({ read: true, incidents: 1 });
    expect(await pass(process)).toEqual({ read: false, incidents: 1 });
  });

  it('when something new fires at a server, and not when the monitor complains of itself', async () => {
    failing = [];
    const process = started();
    expect(await pass(process)).toEqual({ read: true, incidents: 0 });
    failing = ['monitor.coverage'];
    expect(await pass(process)).toEqual({ read: false, incidents: 0 });
    failing = ['monitor.coverage', 'tls.valid', 'actor.gone'];
    expect(await pass(process)).toEqual({ read: true, incidents: 1 });
  });
});
