import { type AdmittedRule, admitRules, windowOf } from '../../analyzer/fleet/admit.ts';
import { ownFleetRules } from '../../analyzer/fleet/load.ts';
import { systemClock } from '../../bin/clock.ts';
import { type Clock, instant } from '../../model/clock.ts';
import type { Deploy } from '../../model/deploy.ts';
import type { Host } from '../../model/host.ts';
import { observationColumns } from '../../store/observation-row.ts';
import { hostNamed } from '../../test/visiting.ts';
import type { Measure } from '../measure.ts';
import { progressOf } from '../progress.ts';
import { bounded } from './goal.ts';
import { type Ground, tidied, took } from './ground.ts';
import { writeHistory } from './history.ts';

/** A million rows a day at full size. */
const days = { few: 10, many: 100 } as const;

/** Every fleet rule against a forced read of its columns and window, and with ten times the history. `share`: of 100 million rows. */
export async function measureFleetRules(ground: Ground, share: number): Promise<readonly Measure[]> {
  const { engine, store } = ground;
  await engine.command('TRUNCATE TABLE observations');
  const size = { hosted: Math.max(1, Math.round(100 * share)), peers: Math.round(30_000 * share) };
  const watchedSince = new Date(0).toISOString();
  // Writing takes long: all is dated from its beginning, and rules look back from there.
  const nowMs = systemClock.now();
  const names = Array.from({ length: size.hosted }, (_, number) => hostNamed(`h${number}.example`));
  await store.retire([]);
  await store.enrol(names.map((host) => ({ host, role: 'hosted', expect: {}, watchedSince })));
  await store.recordDeploys(names.flatMap((server) => changesAt(server, nowMs)));
  const { admitted } = await admitRules({ store, clock: systemClock }, ownFleetRules());
  const clock = { ...systemClock, now: () => nowMs };
  const order = { size, nowMs, windowDays: days.few };
  await writeHistory(ground, { from: 0, to: days.few }, order);
  await tidied(engine);
  const few = await medians(admitted, clock);
  const rows = await writeHistory(ground, { from: days.few, to: days.many }, order);
  await tidied(engine);
  const many = await medians(admitted, clock);
  const measures: Measure[] = [];
  const told = progressOf('forced reads', admitted.length);
  for (const [index, each] of admitted.entries()) {
    const [tenth = 1, whole = 1] = [few[index], many[index]];
    if (readsObservations(each)) {
      const reading = await medianMs(() => forcedRead(ground, each, clock));
      const against = `${reading.toFixed(0)} ms, ${rows} rows`;
      measures.push(bounded(`${each.rule.id} against a forced read`, whole / reading, { most: 3, against }));
    }
    const against = `${tenth.toFixed(0)} ms, a tenth of ${rows} rows`;
    measures.push(
      bounded(`${each.rule.id} with ten times the history`, whole / tenth, { most: 1.5, against }),
    );
    told(index + 1);
  }
  return measures;
}

/** Who deploys each night says so: a week of changes of one server. */
function changesAt(server: Host, nowMs: number): readonly Deploy[] {
  const nights = [0, 1, 2, 3, 4, 5, 6];
  return nights.map((ago) => ({
    server,
    at: instant(nowMs - (ago * 24 + 6) * 3_600_000),
    note: 'as generated',
    by: 'bench',
  }));
}

/** What reads lists of policies only has no column of an observation to be held against. */
function readsObservations({ rule }: AdmittedRule): boolean {
  return /\b(?:observations|visits)\b/.test(rule.sql);
}

/** @throws {Error} when a rule has nothing to speak of: then its time says nothing. */
async function medians(admitted: readonly AdmittedRule[], clock: Clock): Promise<readonly number[]> {
  const all: number[] = [];
  const told = progressOf('fleet rules', admitted.length);
  for (const { rule, query } of admitted) {
    const ask = () => query.rows(windowOf(rule, clock));
    if ((await ask()).length === 0) throw new Error(`${rule.id} says nothing of this data`);
    all.push(await medianMs(ask));
    console.log(`${rule.id}: ${all.at(-1)?.toFixed(0)} ms`);
    told(all.length);
  }
  return all;
}

/** The columns that a rule or the view `visits` names, of all servers in its window. */
async function forcedRead({ engine }: Ground, { rule }: AdmittedRule, clock: Clock): Promise<void> {
  const { from, to } = windowOf(rule, clock);
  const ofVisits = [
    'probe',
    'outcome',
    'failure_code',
    'failure_stage',
    'failure_detail',
    'replayed',
    'data',
  ];
  const named = (column: string) =>
    new RegExp(`\\b${column}\\b`).test(rule.sql) ||
    (/\bvisits\b/.test(rule.sql) && ofVisits.includes(column));
  await engine.rows({
    sql: `SELECT sum(cityHash64(${observationColumns.filter(named).join(', ')})) AS sum FROM observations
      WHERE scheduled_at >= {from:DateTime64(3, 'UTC')} AND scheduled_at <= {to:DateTime64(3, 'UTC')}`,
    parameters: { from: from.replace('T', ' ').slice(0, -1), to: to.replace('T', ' ').slice(0, -1) },
    heavy: true,
  });
}

/** Median of three, after one that warms up. */
async function medianMs(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times = [await took(work), await took(work), await took(work)];
  return times.toSorted((a, b) => a - b)[1] ?? 0;
}
