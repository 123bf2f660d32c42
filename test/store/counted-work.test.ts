import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Observation } from '../../model/observation.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { type Engine, jsonLines } from '../../store/engine/engine.ts';
import { observationColumns, observationRow } from '../../store/observation-row.ts';
import { storeOver } from '../../store/open.ts';
import { aMissed, anObservation, clock, host } from './examples.ts';
import { storeDirectory } from './furnished.ts';

const at = (time: string, day = '21') => `2026-11-${day}T${time}.000Z`;
const always = { isWanted: () => true };
let engine: Engine;
const store = () => storeOver(engine, clock);
const write = (observations: readonly Observation[]) =>
  engine.insert({
    table: 'observations',
    columns: observationColumns,
    body: jsonLines(observations.map(observationRow)),
  });
const seen = (scheduledAt: string, changes: Parameters<typeof anObservation>[0] = {}) =>
  anObservation({ scheduledAt, startedAt: scheduledAt, ...changes });
const counted = async () =>
  (
    await engine.rows<{ line: string }>({
      sql: "SELECT concat(formatDateTime(point, '%d %H:%i'), ' ', vantage, ' ', what, if(code = '', '', concat(' ', code)), ' ', toString(number)) AS line FROM work_by_point FINAL WHERE what != 'counted' ORDER BY line",
    })
  ).map(({ line }) => line);

beforeAll(async () => {
  engine = await openEmbedded(await storeDirectory());
});
afterAll(() => engine.close());

describe('what we did', () => {
  it('is not counted where there is nothing yet', async () => {
    await store().countWork(always);

    expect(await counted()).toEqual([]);
  });

  it('is counted by point and vantage, at all servers together; by who is no longer wanted only in part', async () => {
    await write([
      ...['dns', 'tls', 'nodeinfo'].map((probe) => seen(at('23:59:59', '20'), { probe })),
      seen(at('09:40:00')),
      seen(at('09:44:59'), { server: host('other.example') }),
      seen(at('09:41:00'), { vantage: 'elsewhere' }),
      seen(at('09:42:00'), { replayed: true }),
      aMissed(at('09:43:00')),
    ]);
    let days = 0;
    await store().countWork({ isWanted: () => ++days <= 1 });
    const newest = [
      '21 09:40 elsewhere asked 1',
      '21 09:40 elsewhere visits 1',
      '21 09:40 local asked 2',
      '21 09:40 local missed monitor-down 1',
      '21 09:40 local visits 2',
    ];
    expect(await counted()).toEqual(newest);

    await store().countWork(always);
    expect(await counted()).toEqual(['20 23:55 local asked 3', '20 23:55 local visits 1', ...newest]);
  });

  it('is counted again where something was written later, and what came twice counts once', async () => {
    await write([seen(at('23:58:00', '20')), seen(at('09:40:00')), seen(at('09:51:00'))]);
    await store().countWork(always);

    expect(await counted()).toEqual([
      '20 23:55 local asked 4',
      '20 23:55 local visits 2',
      '21 09:40 elsewhere asked 1',
      '21 09:40 elsewhere visits 1',
      '21 09:40 local asked 2',
      '21 09:40 local missed monitor-down 1',
      '21 09:40 local visits 2',
      '21 09:50 local asked 1',
      '21 09:50 local visits 1',
    ]);
  });

  it('is not counted anew where nothing was written since', async () => {
    const times = () =>
      engine.rows({ sql: "SELECT * FROM work_by_point WHERE what != 'counted' ORDER BY ALL" });
    await engine.command(
      'ALTER TABLE observations UPDATE written_at = written_at - INTERVAL 1 HOUR WHERE true SETTINGS mutations_sync = 2',
    );
    const before = await times();
    await store().countWork(always);

    expect(await times()).toEqual(before);
  });
});
