import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration } from '../../model/configuration.ts';
import { answerParent } from './child.ts';
import { type Crowd, sweepNames, warmNames } from './crowd.ts';
import { type Monitor, openMonitor, peersNamed } from './monitor.ts';
import { Notes } from './notes.ts';
import { type Phase, phase } from './phase.ts';

/** How long each phase without the crowd takes, and when a sweep that has not ended is given up. */
export interface Times {
  readonly quietSeconds: number;
  readonly longestMinutes: number;
}

/** What to sweep, and with which configuration. */
export interface WatchOrder {
  readonly crowd: Crowd;
  readonly configuration: Configuration;
  readonly times: Times;
}

/** What the measured process saw of itself. */
export interface Watched {
  /** Store, spool and crawler are there and have nothing to do. */
  readonly idle: Phase;
  /** Our own servers are visited; the crowd is not there. */
  readonly quiet: Phase;
  /** The crowd is enrolled and swept. */
  readonly sweep: Phase;
  readonly enrolSeconds: number;
  /** Most of it at any time, in bytes. */
  readonly maxRssBytes: number;
  readonly maxHeapBytes: number;
  readonly maxInFlight: number;
  readonly maxSpoolSegments: number;
  readonly maxSpoolBytes: number;
  /** Servers of the sweep whose visit ended. */
  readonly visited: number;
  readonly missed: number;
  readonly unanswered: number;
  readonly bugs: number;
  readonly rows: number;
  readonly failures: Readonly<Record<string, number>>;
}

/** Our own servers have proven that they are, and were asked everything once. */
const settledSeconds = 20;
const warmestMs = 45_000;

async function watch({ crowd, configuration, times }: WatchOrder): Promise<Watched> {
  const { quietSeconds, longestMinutes } = times;
  const notes = new Notes();
  const monitor = await openMonitor(configuration, notes.meter);
  const { crawler, spool } = monitor;
  const most = watermarks(monitor, notes);
  const idle = await phase(notes, () => sleep(quietSeconds * 500));
  crawler.start();
  const warmers = warmNames(crowd);
  await crawler.enrol(peersNamed(warmers));
  await Promise.race([notes.visited(warmers), sleep(warmestMs, undefined, { ref: false })]);
  await sleep(settledSeconds * 1_000);
  const quiet = await phase(notes, () => sleep(quietSeconds * 1_000));
  const names = sweepNames(crowd);
  const before = crawler.progress();
  let enrolSeconds = 0;
  const sweep = await phase(notes, async () => {
    const began = performance.now();
    await crawler.enrol(peersNamed(names));
    enrolSeconds = (performance.now() - began) / 1_000;
    await Promise.race([notes.visited(names), sleep(longestMinutes * 60_000, undefined, { ref: false })]);
  });
  await spool.drain();
  const { missed, unanswered, bugs } = crawler.progress();
  const seen = {
    visited: names.filter((name) => notes.has(name)).length,
    missed: missed - before.missed,
    unanswered: unanswered - before.unanswered,
    bugs,
    rows: await monitor.rows('observations'),
    failures: notes.failures,
  };
  await monitor.close();
  return { idle, quiet, sweep, enrolSeconds, ...most(), ...seen };
}

/** Looks every second, and tells how things go every half minute. */
function watermarks({ crawler, spool }: Monitor, notes: Notes) {
  let maxInFlight = 0;
  let maxSpoolSegments = 0;
  let maxSpoolBytes = 0;
  let maxHeapBytes = 0;
  let looks = 0;
  const look = () => {
    const { inFlight, waiting } = crawler.progress();
    const { segments, bytes } = spool.depth();
    const { heapUsed, heapTotal, external, rss } = process.memoryUsage();
    maxInFlight = Math.max(maxInFlight, inFlight);
    maxSpoolSegments = Math.max(maxSpoolSegments, segments);
    maxSpoolBytes = Math.max(maxSpoolBytes, bytes);
    maxHeapBytes = Math.max(maxHeapBytes, heapUsed);
    looks += 1;
    if (looks % 30 !== 0) return;
    const seen = { seconds: looks, visited: notes.visits, inFlight, waiting, segments };
    const mb = { rssMb: megabytes(rss), heapMb: megabytes(heapTotal), externalMb: megabytes(external) };
    console.error(JSON.stringify({ ...seen, ...mb }));
  };
  const timer = setInterval(look, 1_000);
  return () => {
    clearInterval(timer);
    const maxRssBytes = process.resourceUsage().maxRSS * 1_024;
    return { maxRssBytes, maxHeapBytes, maxInFlight, maxSpoolSegments, maxSpoolBytes };
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

answerParent<WatchOrder>(watch);
