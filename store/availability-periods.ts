import type { Host } from '../model/host.ts';
import {
  type AvailabilityOrder,
  type availabilityProbes,
  type MoreColumns,
  parametersOf,
  periodsSql,
} from './availability.ts';
import type { Engine } from './engine/engine.ts';
import { byPartition } from './latest.ts';

/** Which periods of one server to read. `from`: as the one start of an `AvailabilityOrder`. */
export interface PeriodsOrder extends Omit<AvailabilityOrder, 'servers' | 'starts'> {
  readonly server: Host;
  readonly from: number;
}

/** What was seen of a server in one period with data. */
export interface PeriodSeen {
  /** When it begins, epoch milliseconds. */
  readonly at: number;
  /** 0..1: the part of the worst question that got no answer, as the majority of vantages saw at least. */
  readonly share: number;
  /** Questions that got no answer, from all vantages. */
  readonly answers: number;
  /** Who looked, by name. */
  readonly vantages: readonly string[];
  /** The worst question of the vantage that saw the most of it. */
  readonly probe: (typeof availabilityProbes)[number];
  /** The failure code it ended with most often. Empty: it was answered. */
  readonly code: string;
}

interface Row extends Omit<PeriodSeen, 'at'> {
  /** Epoch seconds. */
  readonly at: number;
}

/** The causes, at each step those of the worst. Of equals the last by name, so that the answer is always the same. */
const causes: MoreColumns = {
  question: ", topKIf(1)(code, code != '')[1] AS cause",
  vantage: ', argMax(tuple(probe, cause), tuple(bad_answers / asked, probe)) AS worst_question',
  answered: ", (arrayMax(arrayMap(key -> {probes:Array(String)}[key % 8], ends.1)), '') AS worst_question",
  period:
    ', argMax(worst_question, tuple(worst, vantage)) AS seen, arraySort(groupUniqArray(vantage)) AS vantages',
};

/** The periods of one server that are known, oldest first: what `availability` sums up. */
export async function availabilityPeriods(
  engine: Engine,
  { server, from, ...order }: PeriodsOrder,
): Promise<readonly PeriodSeen[]> {
  const rows = await engine.rows<Row>({
    sql: `SELECT toUnixTimestamp(period) AS at, share, toUInt32(answers) AS answers, vantages, toString(seen.1) AS probe, toString(seen.2) AS code
  FROM (${periodsSql(order.periodMs, causes)}) ORDER BY at ${byPartition}`,
    parameters: parametersOf({ ...order, servers: [server], starts: [from] }),
    heavy: true,
  });
  return rows.map((row) => ({ ...row, at: row.at * 1_000 }));
}
