import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { visitProbes } from '../../crawler/probes/index.ts';
import { slotsOf } from '../../crawler/schedule/schedule.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { openStore } from '../../store/open.ts';
import type { Fediverse } from '../fediverse/fediverse.ts';
import { keptLog, realClock } from '../visiting.ts';
import { constant, intervalMs, town } from './town.ts';
import type { AskedServer, KeptRow, Legacy } from './violations.ts';

/** Keeps rows apart from now on, in every process: a merge would turn two visits of one slot into one, and hide that there were two. */
export async function keepRowsApart(path: string): Promise<void> {
  const engine = await openEmbedded(path);
  await engine.command('ALTER TABLE observations MODIFY SETTING max_bytes_to_merge_at_max_space_in_pool = 1');
  await engine.close();
}

/** What processes left in a data directory, with what the servers themselves logged. */
export async function readLegacy(
  path: string,
  fediverse: Fediverse,
  told: Pick<Legacy, 'acknowledged' | 'lastKillMs'>,
): Promise<Legacy> {
  const store = await openStore({ path }, { log: keptLog(), clock: realClock() });
  try {
    const servers = (await store.servers()).map(({ host, watchedSince }): AskedServer => {
      const logged = (town[host] ?? []).flatMap((name) => fediverse.requests(name));
      return {
        host,
        slots: slotsOf(host, Date.parse(watchedSince), intervalMs),
        askedMs: logged.map(({ at }) => at).toSorted((a, b) => a - b),
      };
    });
    const probes = visitProbes.filter(({ cadence }) => constant.includes(cadence)).map(({ id }) => id);
    return { ...told, servers, probes, rows: await keptRows(path), spooled: await spooled(path) };
  } finally {
    await store.close();
  }
}

/**
 * An answer that an earlier probe of the visit had is that probe's: it began before this one. A segment that a kill cut off is stored again, so equal rows may
 * lie there twice; two that differ are two visits of one slot.
 */
async function keptRows(path: string): Promise<readonly KeptRow[]> {
  const engine = await openEmbedded(path);
  try {
    const rows = await engine.rows<Omit<KeptRow, 'id' | 'scheduledMs' | 'startedMs'> & Instants>({
      sql: `SELECT server, probe, vantage, scheduled_at AS scheduledAt, any(started_at) AS startedAt,
          any(duration_ms) AS durationMs, uniqExact(started_at, duration_ms, outcome, failure_code, data, exchanges) AS copies,
          any(arrayCount(each -> JSONHas(each, 'status') AND parseDateTime64BestEffort(JSONExtractString(each, 'startedAt'), 3, 'UTC') >= started_at, JSONExtractArrayRaw(exchanges))) AS answers
        FROM observations GROUP BY server, probe, vantage, scheduled_at ORDER BY server, scheduled_at, probe`,
    });
    return rows.map(({ vantage, scheduledAt, startedAt, ...row }) => ({
      ...row,
      id: [row.server, row.probe, scheduledAt, vantage].join('/'),
      scheduledMs: Date.parse(scheduledAt),
      startedMs: Date.parse(startedAt),
    }));
  } finally {
    await engine.close();
  }
}

interface Instants {
  readonly vantage: string;
  readonly scheduledAt: string;
  readonly startedAt: string;
}

async function spooled(path: string): Promise<readonly string[]> {
  return readdir(join(path, 'spool'));
}
