import { describe, expect, it } from 'vitest';
import { slotsOf } from '../../crawler/schedule/schedule.ts';
import { hostNamed } from '../visiting.ts';
import { type KeptRow, type Legacy, violations } from './violations.ts';

const host = hostNamed('a.fedi.test');
const since = Date.parse('2026-11-21T12:00:00.000Z');
const slots = { ...slotsOf(host, since, 1_000), phaseMs: 0 };
const probes = ['dns', 'actor'];

/** Two slots with two rows each: the first was seen, during the second nobody was there. */
const rows = [0, 1_000].flatMap((after) => probes.map((probe) => aRow(probe, since + after)));
const whole: Legacy = {
  acknowledged: rows.map(({ id }) => id),
  rows,
  servers: [{ host, slots, askedMs: [since + 10] }],
  probes,
  lastKillMs: since + 1_500,
  spooled: [],
};

function aRow(probe: string, scheduledMs: number): KeptRow {
  const id = `${host}/${probe}/${new Date(scheduledMs).toISOString()}/main`;
  const answers = probe === 'actor' && scheduledMs === since ? 1 : 0;
  return { id, server: host, probe, scheduledMs, startedMs: scheduledMs, durationMs: 50, answers, copies: 1 };
}

function changed(change: Partial<Legacy>): readonly string[] {
  return violations({ ...whole, ...change });
}

describe('the judge of what the killed processes left', () => {
  const [first = aRow('dns', since), ...rest] = rows;

  it('has nothing to say where all is well', () => {
    expect(violations(whole)).toEqual([]);
  });

  it('notices an acknowledged observation that is gone', () => {
    const gone = `${host}/ownership/2026-11-21T12:00:00.000Z/main`;

    expect(changed({ acknowledged: [...whole.acknowledged, gone] })).toEqual([
      `acknowledged and lost: ${gone}`,
    ]);
  });

  it('notices a row that is there twice', () => {
    expect(changed({ rows: [{ ...first, copies: 2 }, ...rest] })).toEqual([`kept 2 times: ${first.id}`]);
  });

  it('notices an observation that was written again, even if the engine let only one in', () => {
    expect(changed({ acknowledged: [...whole.acknowledged, first.id] })).toEqual([
      `acknowledged twice: ${first.id}`,
    ]);
  });

  it('notices a slot that is neither seen nor missed, and which probes it lacks', () => {
    const acknowledged: readonly string[] = [];

    expect(changed({ acknowledged, rows: rows.slice(0, 2) })).toEqual([
      `neither seen nor missed, and asked 0 times: ${host} 2026-11-21T12:00:01.000Z dns,actor`,
    ]);
    expect(changed({ acknowledged, rows: rest })).toEqual([
      `neither seen nor missed, and asked 1 times: ${host} 2026-11-21T12:00:00.000Z dns`,
    ]);
  });

  it('notices a server that was asked before it was watched', () => {
    const askedMs = [since - 1, since + 10];

    expect(changed({ servers: [{ host, slots, askedMs }] })).toEqual([
      `asked before it was watched: ${host} 2026-11-21T11:59:59.999Z`,
    ]);
  });

  it('notices a visit that the server knows nothing of', () => {
    expect(changed({ servers: [{ host, slots, askedMs: [since + 900] }] })).toEqual([
      `tells of answers that the server did not give: ${host}/actor/2026-11-21T12:00:00.000Z/main`,
    ]);
  });

  it('notices what was left in the spool', () => {
    expect(changed({ spooled: ['1.segment'] })).toEqual(['left in the spool: 1.segment']);
  });
});
