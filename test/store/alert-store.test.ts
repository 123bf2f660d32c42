import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { step } from '../../analyzer/alerts/step.ts';
import { instant } from '../../model/clock.ts';
import type { Incident } from '../../model/incident.ts';
import { openStore } from '../../store/open.ts';
import type { SegmentSink } from '../../store/spool/segment.ts';
import { openSpool } from '../../store/spool/spool.ts';
import type { Store } from '../../store/store.ts';
import { aSignal, minute, start } from '../analyzer/alerts/timeline.ts';
import { aMissed, anObservation, clock, host, keptLog } from './examples.ts';
import { storeDirectory } from './furnished.ts';
import { hostileTexts } from './hostile-texts.ts';

const deps = { log: keptLog(), clock };
const nothing = { followed: [], changes: [], forgotten: [], incidents: [] } as const;
const asked = new Map([['actor.vary', undefined]]);
const alerting = { forMs: 0, keepFiringForMs: 0, limit: 100 };

const incident: Incident = {
  id: 'a'.repeat(64),
  cause: { kind: 'address', value: '192.0.2.7' },
  startedAt: instant(start),
  joinedAt: instant(start),
  members: ['one', 'two'],
};

describe('alerts in the store', () => {
  let path: string;
  let store: Store & SegmentSink;
  const open = async () => openStore({ path }, deps);
  beforeEach(async () => {
    path = await storeDirectory();
    store = await open();
  });
  afterEach(() => store.close());

  it('begin with nothing', async () => {
    expect(await store.alertMemory()).toEqual({ pass: 0, followed: [], incidents: [] });
    expect(await store.alertChanges({ limit: 10, offset: 0 })).toEqual([]);
    expect(await store.incidents(10)).toEqual([]);
  });

  it('are after a restart exactly as they were, hostile texts included', async () => {
    const signals = hostileTexts.map((text) =>
      aSignal({ because: text, labels: { server: text }, alerting }),
    );
    const made = step([], signals, { nowMs: start, asked });
    await store.recordAlertPass({ pass: 1, at: instant(start), ...made, incidents: [incident] });
    await store.close();
    store = await open();

    const memory = await store.alertMemory();
    expect(memory).toEqual({ pass: 1, followed: made.followed, incidents: [incident] });
  });

  it('are as the newest pass left them, and tell their steps newest first', async () => {
    const first = step([], [aSignal({ alerting })], { nowMs: start, asked });
    const nowMs = start + minute;
    const passed = aSignal({ alerting, outcome: 'passed', observedAt: instant(nowMs) });
    const second = step(first.followed, [passed], { nowMs, asked });
    const earlier = { pass: 1, at: instant(start), ...first, incidents: [incident] };
    const over = { ...incident, endedAt: instant(nowMs) };
    await store.recordAlertPass(earlier);
    await store.recordAlertPass({ pass: 2, at: instant(nowMs), ...second, incidents: [over] });
    await store.recordAlertPass(earlier);

    expect(await store.alertMemory()).toEqual({ pass: 2, followed: second.followed, incidents: [] });
    expect(await store.alertChanges({ limit: 10, offset: 0 })).toEqual([...second.changes, ...first.changes]);
    expect(await store.alertChanges({ limit: 1, offset: 1 })).toEqual(first.changes);
    expect(await store.incidents(10)).toEqual([over]);
    expect(await store.incident(over.id)).toEqual(over);
    expect(await store.incident("' OR 1 = 1 --")).toBeUndefined();
    const { alert } = second.followed[0]!;
    expect(await store.stepsOf(alert.id, 10)).toEqual([...second.changes, ...first.changes]);
    expect(await store.stepsOf('none', 10)).toEqual([]);
    expect(await store.alertsOf([alert.id, 'none'])).toEqual([alert]);
    expect(await store.alertsOf([])).toEqual([]);
  });

  it('are gone when they are forgotten, and their history stays', async () => {
    const made = step([], [aSignal({ alerting })], { nowMs: start, asked });
    const [id = ''] = made.followed.map(({ alert }) => alert.id);
    await store.recordAlertPass({ pass: 1, at: instant(start), ...made, incidents: [] });
    await store.recordAlertPass({ ...nothing, pass: 2, at: instant(start + minute), forgotten: [id] });

    expect(await store.alertMemory()).toEqual({ pass: 2, followed: [], incidents: [] });
    expect(await store.alertChanges({ limit: 10, offset: 0 })).toHaveLength(1);
  });

  it('rest on what was observed: not on what was missed, replayed, not judged yet or is dated in the future', async () => {
    const server = host('seen.example');
    const dated = (probe: string, at: string, more = {}) =>
      anObservation({ server, probe, scheduledAt: at, startedAt: at, ...more });
    const spool = await openSpool({ directory: join(path, 'spool') }, { sink: store, ...deps });
    await spool.append({
      observations: [
        dated('actor', '2026-11-20T10:00:00.000Z'),
        dated('tls', '2026-11-20T10:00:00.000Z', { replayed: true }),
        dated('dns', '2999-01-01T00:00:00.000Z'),
        aMissed('2026-11-20T10:00:00.000Z', { server, probe: 'key' }),
      ],
      evidence: [],
    });
    await spool.close();

    expect(await store.lastObserved([server], instant(clock.now() + minute))).toEqual([
      { server, probe: 'actor', startedAt: '2026-11-20T10:00:00.000Z' },
    ]);
    expect(await store.lastObserved([server], instant(clock.now() - minute))).toEqual([]);
    expect(await store.lastObserved([], instant(clock.now()))).toEqual([]);
  });
});
