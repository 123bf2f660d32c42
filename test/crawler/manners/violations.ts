import type { Allowance } from '../../../crawler/net/manners/bucket.ts';
import type { Counted } from './counting.ts';
import { Ledger } from './ledger.ts';
import { crawlDelayMs, moodOf } from './moods.ts';

/** What the crawler promised. */
export interface Promises {
  readonly intervalMs: number;
  readonly requestsPerVisit: number;
  readonly address: Allowance;
  readonly domain: Allowance;
}

/** What one host was promised. */
export function hostAllowance({ intervalMs }: Pick<Promises, 'intervalMs'>): Allowance {
  return { requestsPerSecond: 1000 / intervalMs, atOnce: 1 };
}

/** Where a sweep of one visit a host broke a promise. */
export function violations(requests: readonly Counted[], promises: Promises): readonly string[] {
  const sorted = requests.toSorted((a, b) => a.at - b.at);
  const host = hostAllowance(promises);
  const delayed = hostAllowance({ intervalMs: crawlDelayMs });
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

function inGroup(name: string, own: readonly Counted[], allowance: Allowance): readonly string[] {
  const ledger = new Ledger(name, allowance);
  const ends = own.map(({ doneAt }) => doneAt).toSorted((a, b) => a - b);
  let ended = 0;
  for (const { at } of own) {
    for (; (ends[ended] ?? Number.POSITIVE_INFINITY) <= at; ended += 1) ledger.end();
    ledger.begin(at);
  }
  return ledger.told;
}
