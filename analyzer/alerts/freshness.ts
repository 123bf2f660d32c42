import type { Look } from '../../model/followed-alert.ts';
import { lookCount } from './flapping.ts';

/** What is expected where a signal does not say: a look every five minutes. */
export const usualEveryMs = 300_000;

/** Looks this many periods apart have a gap between them. Three, because a visit to a server that is down takes its time. */
const gapPeriods = 3;
const stalePeriods = 5;
const leastStaleMs = 900_000;
const leastOverMs = 86_400_000;

/** How much of the time between two looks was observed, in milliseconds: all of it, or none where something was missed in between. */
export function observedBetween(earlier: Look, later: Look, everyMs: number): number {
  const apartMs = Date.parse(later.at) - Date.parse(earlier.at);
  const isWatched = earlier.outcome === later.outcome && apartMs <= gapPeriods * everyMs;
  return isWatched ? Math.max(0, apartMs) : 0;
}

/** Is a look too old to tell how things are now? Not before a quarter of an hour. */
export function isStale(look: Look, everyMs: number, nowMs: number): boolean {
  return nowMs - Date.parse(look.at) > Math.max(leastStaleMs, stalePeriods * everyMs);
}

/** Is the newest look so old that all looks that are remembered could have been made anew since? Not before a day. */
export function areLooksOver(look: Look, everyMs: number, nowMs: number): boolean {
  return nowMs - Date.parse(look.at) > Math.max(leastOverMs, lookCount * everyMs);
}
