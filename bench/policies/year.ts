import type { Host } from '../../model/host.ts';
import type { Engine, Query } from '../../store/engine/engine.ts';
import { subjectKeys } from '../../store/policies/policy-match.ts';
import type { Store } from '../../store/store.ts';
import type { Measure } from '../measure.ts';
import { cpuMs, fastest } from './fastest.ts';
import { everywhere, fillMonths, fillStanding, monthsOfYear, subjectOf } from './filling.ts';
import { atLeast, bounded } from './goal.ts';
import { hostNamed } from './lists.ts';
import type { Progress } from './progress.ts';
import { entriesEach, fullServers, sizeWords } from './size.ts';

/** Questions of one measurement. */
const asks = 30;

/** What a year of block lists weighs, and how soon it says who blocks a server. */
export async function measureYear(
  engine: Engine,
  store: Store,
  { servers, progress }: { readonly servers: number; readonly progress: Progress },
): Promise<readonly Measure[]> {
  let asked = 0;
  // Somebody else each time: nothing that is remembered of the question before helps.
  const ask = () => {
    asked += 1;
    return store.policiesAbout(someone(asked));
  };
  await fillStanding(engine, servers, progress);
  const month = await fillMonths(engine, servers, { from: 0, to: 1, progress });
  const early = await fastest(ask, asks, cpuMs);
  const year = await fillMonths(engine, servers, { from: 1, to: monthsOfYear, progress });
  const late = await fastest(ask, asks, cpuMs);
  const lookup = await fastest(ask, asks);
  const against = `after a month (${early.toFixed(1)} ms of CPU, ${count(month)} policies); ${sizeWords(servers)}`;
  return [
    await againstScan(engine, store, { servers, year, lookup }),
    await againstCrowd(engine, store),
    bounded('who blocks X after a year', late / early, { unit: 'times the CPU', most: 1.5, against }),
    await diskOfYear(store, { servers, year }),
  ];
}

/** Each on as many lists as every name but one. */
function someone(which: number): Host {
  return hostNamed(subjectOf(7, 1 + (which % (entriesEach - 1))));
}

async function againstScan(
  engine: Engine,
  store: Store,
  { servers, year, lookup }: Year & { readonly lookup: number },
): Promise<Measure> {
  const known = someone(0);
  const scan = await fastest(() => engine.rows(scanFor(known)), 3);
  const found = (await store.policiesAbout(known)).length;
  return atLeast('who blocks X', scan / lookup, {
    unit: 'times faster',
    least: 50,
    against: `a full scan of ${count(year)} policies (${scan.toFixed(0)} ms), those of a year of ${sizeWords(servers)}; ${count(found)} block X`,
  });
}

/** The longest answer there is. */
async function againstCrowd(engine: Engine, store: Store): Promise<Measure> {
  const known = hostNamed(everywhere);
  const { length } = await store.policiesAbout(known);
  const lookup = await fastest(() => store.policiesAbout(known), 3);
  const scan = await fastest(() => engine.rows(scanFor(known)), 3);
  return {
    measure: 'who blocks somebody that all block',
    value: Math.round((scan / lookup) * 10) / 10,
    unit: 'times faster',
    against: `the same scan (${scan.toFixed(0)} ms); the answer is of ${count(length)} servers`,
  };
}

interface Year {
  readonly servers: number;
  /** Policies. */
  readonly year: number;
}

async function diskOfYear(store: Store, { servers, year }: Year): Promise<Measure> {
  const sizes = await store.size();
  const ours = sizes.filter(({ table }) => /^polic|^newest_readings|^first_readings/.test(table));
  const bytes = ours.reduce((sum, one) => sum + one.bytes, 0) * (fullServers / servers);
  const parts = ours
    .map((one) => `${one.table} ${count(one.rows)} rows, ${(one.bytes / 2 ** 20).toFixed(0)} MiB`)
    .join(', ');
  return bounded(`a year of ${count(fullServers)} lists on disk`, bytes / 2 ** 30, {
    unit: 'GiB',
    most: 2,
    against: `${count(year)} policies, their changes and readings of ${sizeWords(servers)}: ${parts}`,
  });
}

/**
 * The same question of the table in the other order: every row is looked at. No version is left out and nothing is joined, which the answer needs: this is the
 * least a scan costs. The engine remembers which granules had nothing for a condition, and would look at hardly any from the second time on: 6 ms were 42.
 */
function scanFor(subject: Host): Query {
  return {
    sql: `SELECT observer, source, origin, level, native, reason, first_seen FROM policies
      WHERE subject IN {subjects:Array(String)} AND ended_at IS NULL SETTINGS use_query_condition_cache = 0`,
    parameters: { subjects: subjectKeys(subject) },
    heavy: true,
  };
}

function count(value: number): string {
  return value.toLocaleString('en');
}
