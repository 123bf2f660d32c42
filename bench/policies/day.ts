import { setTimeout as pause } from 'node:timers/promises';
import type { PolicyList } from '../../model/policy.ts';
import type { Engine } from '../../store/engine/engine.ts';
import { encodeBatch, type SegmentSink } from '../../store/spool/segment.ts';
import type { Measure } from '../measure.ts';
import { merged } from './filling.ts';
import { bounded } from './goal.ts';
import { bodyOf, listOf, parsed } from './lists.ts';
import type { Progress } from './progress.ts';
import { entriesEach, sizeWords } from './size.ts';

/** A segment closes at 10,000 rows; four entries weigh as one. */
const listsPerSegment = 80;

/** What parsing costs by itself, microseconds of all threads. */
interface Alone {
  readonly generating: number;
  readonly reading: number;
}

/**
 * What parsing and normalising a day's lists costs by itself. No engine runs yet: its merges would count.
 */
export async function readAlone(servers: number, progress: Progress): Promise<Alone> {
  let generating = 0;
  let reading = 0;
  for (let server = 0; server < servers; server += 1) {
    if (server % listsPerSegment === 0) {
      progress.at('parsing', server / servers);
      // Signals are heard between turns only.
      await pause(0);
    }
    const start = process.cpuUsage();
    const body = bodyOf(server, 1);
    const made = process.cpuUsage();
    await parsed(body);
    reading += cpuSince(made);
    generating += cpuBetween(start, made);
  }
  return { generating, reading };
}

interface DayRun {
  readonly servers: number;
  readonly progress: Progress;
}

/** What it costs to find and keep what changed in the lists of a day, beyond parsing them. */
export async function measureDay(
  engine: Engine,
  store: SegmentSink,
  { alone, ...run }: DayRun & { readonly alone: Alone },
): Promise<readonly Measure[]> {
  const { servers } = run;
  await keep(store, { ...run, day: 0 });
  await merged(engine, ['policies', 'policies_by_subject', 'policy_readings', 'newest_readings']);
  const start = process.cpuUsage();
  const heap = await keep(store, { ...run, day: 1 });
  await quiet(engine);
  const both = cpuSince(start);
  const { generating, reading } = alone;
  const perEntry = (reading / (servers * entriesEach)).toFixed(2);
  const entries = (servers * entriesEach).toLocaleString('en');
  const day = `${entries} entries of ${sizeWords(servers)}`;
  return [
    bounded('diffing a day, 1 % changed', (both - generating - reading) / reading, {
      unit: 'times the CPU',
      most: 3,
      against: `parsing and normalising alone, ${perEntry} µs an entry; ${day}`,
    }),
    {
      measure: 'heap while a day is taken in',
      value: Math.round(heap / 2 ** 20),
      unit: 'MiB at most',
      against: `${day}, ${listsPerSegment} lists in a segment; what is no longer used but not yet freed counts`,
    },
  ];
}

/** Reads the lists of a day and takes them in, a segment at a time. Resolves with the largest heap that was seen, in bytes. */
async function keep(
  store: SegmentSink,
  { servers, progress, day }: DayRun & { readonly day: 0 | 1 },
): Promise<number> {
  let heap = 0;
  for (let from = 0; from < servers; from += listsPerSegment) {
    progress.at(day === 0 ? 'first day' : 'second day', from / servers);
    const length = Math.min(listsPerSegment, servers - from);
    const policies: PolicyList[] = [];
    for (let at = 0; at < length; at += 1) policies.push(await listOf(from + at, day));
    const { parts } = encodeBatch({ observations: [], evidence: [], policies });
    await store.insertSegment({ id: `${day}-${from}`, parts: parts.filter(({ rows }) => rows > 0) });
    heap = Math.max(heap, process.memoryUsage().heapUsed);
  }
  return heap;
}

/** Waits until the engine has merged what it wants to: that belongs to the cost of what was written. */
async function quiet(engine: Engine): Promise<void> {
  for (let idle = 0; idle < 3; ) {
    const [row] = await engine.rows<{ readonly merges: number }>({
      sql: 'SELECT count() AS merges FROM system.merges',
    });
    idle = row?.merges === 0 ? idle + 1 : 0;
    await pause(500);
  }
}

/** Microseconds of all threads, those of the engine too. */
function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function cpuBetween(start: NodeJS.CpuUsage, end: NodeJS.CpuUsage): number {
  return end.user + end.system - start.user - start.system;
}
