import { describe, expect, test } from 'vitest';
import type { Counted } from './counting.ts';
import { moodOf } from './moods.ts';
import { sweep } from './sweep.ts';
import { type Promises, violations } from './violations.ts';

/** Four times as fast as the defaults; `npm run manners` has a thousand hosts at the defaults themselves. */
const promises: Promises = {
  intervalMs: 250,
  requestsPerVisit: 20,
  address: { requestsPerSecond: 20, atOnce: 4 },
  domain: { requestsPerSecond: 8, atOnce: 2 },
};

const spread = { hosts: 120, domains: 30, addresses: 12 };

describe('a sweep over hosts that share names and addresses', () => {
  test('breaks no promise to any host, domain or address, and reaches everyone', {
    timeout: 60_000,
  }, async () => {
    const { requests, starved, bugs } = await sweep(spread, promises, { atOnce: 120 });

    expect(violations(requests, promises)).toEqual([]);
    expect({ starved, bugs }).toEqual({ starved: 0, bugs: 0 });
    expect(new Set(requests.map(({ host }) => host)).size).toBe(spread.hosts);
    const moods = Map.groupBy(requests, ({ host }) => moodOf(host));
    expect(moods.size).toBe(7);
    for (const [mood, own] of moods) expect(own.length, mood).toBeGreaterThan(10);
    const hungUp = Map.groupBy(moods.get('hanging-up') ?? [], ({ host }) => host);
    // Whatever comes third comes after a request that was hung up on.
    for (const own of hungUp.values()) expect(own.length).toBeGreaterThan(2);
    expect(requests.filter(({ notBefore }) => notBefore !== undefined).length).toBeGreaterThan(9);
    expect(new Set(requests.map(({ domain }) => domain)).size).toBe(spread.domains);
    expect(new Set(requests.map(({ address }) => address)).size).toBe(spread.addresses);
  });
});

describe('the counting', () => {
  const one = (at: number, changes: Partial<Counted> = {}): Counted => ({
    host: 'a.s.test',
    domain: 's.test',
    address: '127.0.1.1',
    at,
    doneAt: at + 10,
    ...changes,
  });

  test.each([
    ['two in flight at a host', [one(0, { doneAt: 900 }), one(500)], 'a.s.test: 2 in flight'],
    ['a burst at a host', [one(0), one(20), one(40)], 'a.s.test: 3 requests in 40 ms'],
    [
      'a burst at a domain',
      [0, 10, 20, 30].map((at) => one(at, { host: `${at}.s.test` })),
      's.test: 4 requests in 30 ms',
    ],
    [
      'a crowd at an address',
      [0, 1, 2, 3, 4].map((at) => one(at, { host: `a.${at}.test`, domain: `${at}.test`, doneAt: 900 })),
      '127.0.1.1: 5 in flight',
    ],
    [
      'a host that is asked before it wants to be',
      [one(0, { notBefore: 1_500 }), one(600)],
      'asked 900 ms before its Retry-After',
    ],
    [
      'a host whose Crawl-delay is not kept',
      [0, 300, 600, 900].map((at) => one(at, { host: 'h2.s.test' })),
      'h2.s.test: 4 requests in 900 ms',
    ],
    [
      'a visit that asks too much',
      Array.from({ length: 21 }, (_, n) => one(n * 1000)),
      '21 requests in a visit',
    ],
  ])('sees %s', (_, requests, said) => {
    expect(violations(requests, promises).join('\n')).toContain(said);
  });
});
