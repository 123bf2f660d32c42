import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availability } from '../../../dashboards/panels/availability.ts';
import { availabilityTimeline } from '../../../dashboards/panels/availability-timeline.ts';
import { errorBudget } from '../../../dashboards/panels/error-budget.ts';
import { mostLines } from '../../../dashboards/panels/fragments.ts';
import type { Panel } from '../../../dashboards/panels/panel.ts';
import { readPanel } from '../../../dashboards/panels/read.ts';
import { failure } from '../../../model/failure.ts';
import type { Observation } from '../../../model/observation.ts';
import { openEmbedded } from '../../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../../store/engine/engine.ts';
import { observationColumns, observationRow } from '../../../store/observation-row.ts';
import { storeOver } from '../../../store/open.ts';
import { anObservation, aServer, clock, host } from '../../store/examples.ts';
import { storeDirectory } from '../../store/furnished.ts';

const window = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T11:00:00.000Z' };
const named = (place: number) => host(`s${String(place).padStart(2, '0')}.example`);
const all = mostLines + 3;
let engine: Engine;

/** A look at WebFinger that something answered, or nothing. */
function look(place: number, time: string, isUp: boolean): Observation {
  const scheduledAt = `2026-11-20T10:${time}.000Z`;
  const made = anObservation({
    ...{ server: named(place), probe: 'webfinger', scheduledAt, startedAt: scheduledAt },
    data: { base: { ok: true, data: {} } },
  });
  if (isUp) return made;
  const { data: _, ...without } = made;
  return { ...without, outcome: 'failed', failure: failure('connect-timeout'), exchanges: [] };
}

/** In ten minutes, the later servers were down in more of them. */
const looks = Array.from({ length: all }, (_, place) =>
  Array.from({ length: 10 }, (__, minute) =>
    look(place, `${String(20 + minute)}:07`, minute >= Math.min(9, place / 2)),
  ),
).flat();

beforeAll(async () => {
  engine = await openEmbedded(await storeDirectory());
  await storeOver(engine, clock).enrol(
    Array.from({ length: all }, (_, place) => aServer(named(place), { role: 'hosted' })),
  );
  const twice = [look(0, '22:40', false), look(all - 1, '21:40', true)];
  await engine.insert({
    table: 'observations',
    columns: observationColumns,
    body: jsonLines([...looks, ...twice].map(observationRow)),
  });
});
afterAll(() => engine.close());

const read = (panel: Panel, server?: string, asked = window) =>
  readPanel(storeOver(engine, clock), panel, { ...asked, ...(server !== undefined && { server }) });

describe('lines of all hosted servers', () => {
  it.each([availability, availabilityTimeline])('are those of the worst servers in $id', async (panel) => {
    const shown = new Set((await read(panel)).map((row) => row['series']));

    expect(shown.size).toBe(mostLines);
    for (const place of [0, 1, 2]) expect(shown.has(named(place))).toBe(false);
  });

  it('count minutes: one with two looks once, as up where anything answered', async () => {
    expect(await read(availability, named(0))).toEqual([
      { time: '2026-11-20T10:20:00Z', series: named(0), value: 100 },
      { time: '2026-11-20T10:25:00Z', series: named(0), value: 100 },
    ]);
    expect(await read(availability, named(all - 1))).toEqual([
      { time: '2026-11-20T10:20:00Z', series: named(all - 1), value: 20 },
      { time: '2026-11-20T10:25:00Z', series: named(all - 1), value: 20 },
    ]);
    expect(await read(availabilityTimeline, named(all - 1))).toEqual([
      { time: '2026-11-20T10:20:00Z', series: named(all - 1), value: 0 },
      { time: '2026-11-20T10:25:00Z', series: named(all - 1), value: 0 },
    ]);
  });
});

it('the error budget is spent by no minute before the window or behind it', async () => {
  const spent = async (asked: Partial<typeof window>) =>
    (await read(errorBudget, named(all - 1), { ...window, ...asked })).map((row) => [
      row['Bad minutes'],
      row['Availability %'],
    ]);

  expect(await spent({})).toEqual([[8, 20]]);
  expect(await spent({ to: '2026-11-20T10:22:30.000Z' })).toEqual([[2, 20]]);
  expect(await spent({ from: '2026-11-20T10:27:30.000Z' })).toEqual([[2, 20]]);
  expect(await spent({ from: '2026-11-20T10:21:00.000Z', to: '2026-11-20T10:22:00.000Z' })).toEqual([
    [0.8, 20],
  ]);
});
