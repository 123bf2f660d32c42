import type { Allowance } from '../../../crawler/net/bucket.ts';
import type { Counted } from './counting.ts';
import { crawlDelayMs, moodOf } from './moods.ts';

/** What the crawler promised. */
export interface Promises {
  readonly intervalMs: number;
  readonly requestsPerVisit: number;
  readonly address: Allowance;
  readonly domain: Allowance;
}

/** Where a sweep of one visit a host broke a promise. */
export function violations(requests: readonly Counted[], promises: Promises): readonly string[] {
  const sorted = requests.toSorted((a, b) => a.at - b.at);
  const host = { requestsPerSecond: 1000 / promises.intervalMs, atOnce: 1 };
  const delayed = { requestsPerSecond: 1000 / crawlDelayMs, atOnce: 1 };
  return [
    ...[...Map.groupBy(sorted, (one) => one.host)].flatMap(([name, own]) => [
      ...inGroup(name, own, moodOf(name) === 'crawl-delay' ? delayed : host),
      ...tooSoon(name, own),
      ...(own.length > promises.requestsPerVisit ? [`${name}: ${own.length} requests in a visit`] : []),
    ]),
    ...[...Map.groupBy(sorted, (one) => one.domain)].flatMap(([name, own]) =>
      inGroup(name, own, promises.domain),
    ),
    ...[...Map.groupBy(sorted, (one) => one.address)].flatMap(([name, own]) =>
      inGroup(name, own, promises.address),
    ),
  ];
}

function tooSoon(name: string, own: readonly Counted[]): readonly string[] {
  return own.flatMap(({ notBefore = 0 }, n) => {
    const earlyMs = notBefore - (own[n + 1]?.at ?? Number.POSITIVE_INFINITY);
    return earlyMs > 0 ? [`${name}: asked ${Math.round(earlyMs)} ms before its Retry-After`] : [];
  });
}

/** Starts are spaced, arrivals follow: whatever is in flight may arrive late, so a window may hold that many more. */
function inGroup(
  name: string,
  own: readonly Counted[],
  { requestsPerSecond, atOnce }: Allowance,
): readonly string[] {
  const found: string[] = [];
  for (const [from, first] of own.entries()) {
    const inFlight = own.filter(({ at, doneAt }) => at <= first.at && first.at < doneAt).length;
    if (inFlight > atOnce) found.push(`${name}: ${inFlight} in flight`);
    for (let to = from + 1; to < own.length; to += 1) {
      const spanMs = own[to]!.at - first.at;
      const allowed = 1 + atOnce + (spanMs * requestsPerSecond) / 1000;
      if (to - from + 1 > allowed)
        found.push(`${name}: ${to - from + 1} requests in ${Math.round(spanMs)} ms`);
    }
  }
  return found.slice(0, 5);
}
