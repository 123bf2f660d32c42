import { type AdmittedRule, admitRules, windowOf } from '../../analyzer/fleet/admit.ts';
import { ownFleetRules } from '../../analyzer/fleet/load.ts';
import { systemClock } from '../../bin/clock.ts';
import { observationColumns } from '../../store/observation-row.ts';
import { hostNamed } from '../../test/visiting.ts';
import type { Measure } from '../measure.ts';
import { type Ground, took } from './ground.ts';
import { bounded } from './server-rules.ts';

/** Rows a day at full size: 100 hosted servers asked three questions a minute, 30,000 peers some nineteen a day. */
const rowsADay = 1_000_000;
const days = { few: 10, many: 100 } as const;
const model = 'mastodon.fedi.test';

/** Servers of one run. */
interface Size {
  readonly hosted: number;
  readonly peers: number;
}

/** One day of history, ending so many days ago: 432 of 1,000 rows are of hosted servers, 2 % failed, the documents as recorded. */
function dayInsert(ago: number, { hosted, peers }: Size): string {
  const fast = hosted * 4_320;
  const slow = peers * 19;
  const probes = "['dns', 'tls', 'webfinger']";
  const rare = "['actor', 'nodeinfo', 'webfinger', 'host-meta', 'instance-api', 'tls', 'dns', 'robots']";
  return `INSERT INTO observations (server, probe, scheduled_at, vantage, started_at, duration_ms, probe_version, consent, outcome,
      failure_code, failure_stage, failure_detail, replayed, data, exchanges)
    SELECT concat(kind, toString(s), '.example'), wanted.name, at, 'local', at + toIntervalMillisecond(rand(1) % 1500), round(50 + rand(2) % 900), 1,
      if(kind = 'h', 'hosted', 'peer'), if(bad, 'failed', 'ok'), if(bad, 'connect-timeout', ''), if(bad, 'connect', ''), if(bad, 'no answer', ''), false,
      if(bad, '', recorded.data), if(bad, '[]', recorded.exchanges)
    FROM (
      SELECT if(number < ${fast}, 'h', 'p') AS kind, if(kind = 'h', intDiv(number, 4320), intDiv(number - ${fast}, 19)) AS s,
        if(kind = 'h', ${probes}[number % 3 + 1], ${rare}[number % 8 + 1]) AS name, rand(3) % 50 = 0 AS bad,
        toStartOfMinute(now()) - INTERVAL ${ago} DAY - if(kind = 'h', toIntervalMinute(intDiv(number % 4320, 3)), toIntervalMinute((number % 19) * 75 + s % 75)) AS at
      FROM numbers(${fast + slow})
    ) AS wanted INNER JOIN (SELECT * FROM recorded WHERE server = '${model}') AS recorded ON recorded.probe = wanted.name
    SETTINGS max_execution_time = 0`;
}

/** Every fleet rule against a forced read of its columns and window, and with ten times the history. `share`: of 100 million rows. */
export async function measureFleetRules(ground: Ground, share: number): Promise<readonly Measure[]> {
  const { engine, store } = ground;
  await engine.command('TRUNCATE TABLE observations');
  const size = { hosted: Math.max(1, Math.round(100 * share)), peers: Math.round(30_000 * share) };
  const watchedSince = new Date(0).toISOString();
  const names = Array.from({ length: size.hosted }, (_, number) => hostNamed(`h${number}.example`));
  await store.retire([]);
  await store.enrol(names.map((host) => ({ host, role: 'hosted', expect: {}, watchedSince })));
  const { admitted } = await admitRules({ store, clock: systemClock }, ownFleetRules());
  for (let ago = days.few - 1; ago >= 0; ago -= 1) await engine.command(dayInsert(ago, size));
  const few = await medians(admitted);
  for (let ago = days.many - 1; ago >= days.few; ago -= 1) await engine.command(dayInsert(ago, size));
  const many = await medians(admitted);
  const measures: Measure[] = [];
  for (const [index, each] of admitted.entries()) {
    const reading = await medianMs(() => forcedRead(ground, each));
    const [tenth = 1, whole = 1] = [few[index], many[index]];
    const rows = `${Math.round(share * rowsADay * days.many)} rows`;
    measures.push(
      bounded(
        `${each.rule.id} against a forced read`,
        whole / reading,
        3,
        `${reading.toFixed(0)} ms, ${rows}`,
      ),
      bounded(
        `${each.rule.id} with ten times the history`,
        whole / tenth,
        1.5,
        `${tenth.toFixed(0)} ms, a tenth of ${rows}`,
      ),
    );
  }
  return measures;
}

/** @throws {Error} when a rule has nothing to speak of: then its time says nothing. */
async function medians(admitted: readonly AdmittedRule[]): Promise<readonly number[]> {
  const all: number[] = [];
  for (const { rule, query } of admitted) {
    const ask = () => query.rows(windowOf(rule, systemClock));
    if ((await ask()).length === 0) throw new Error(`${rule.id} says nothing of this data`);
    all.push(await medianMs(ask));
  }
  return all;
}

/** The columns that a rule or the view `visits` names, of all servers in its window. */
async function forcedRead({ engine }: Ground, { rule }: AdmittedRule): Promise<void> {
  const { from, to } = windowOf(rule, systemClock);
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
