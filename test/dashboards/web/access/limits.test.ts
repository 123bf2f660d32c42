import { describe, expect, it } from 'vitest';
import { addressKey, isWithin } from '../../../../dashboards/web/guard/addresses.ts';
import { createLimit } from '../../../../dashboards/web/guard/limits.ts';

describe('a limit', () => {
  it('gives so many at once, and then one after each pause', () => {
    const limit = createLimit({ most: 3, everyMs: 100 });
    const take = (nowMs: number) => limit.take('a', nowMs);

    expect([take(0), take(0), take(0)]).toEqual([undefined, undefined, undefined]);
    expect(take(0)).toBe(100);
    expect(take(60)).toBe(40);
    expect(take(100)).toBeUndefined();
    expect(take(100)).toBe(100);
    expect(limit.wait('b', 100)).toBeUndefined();
  });

  it('is not made longer by those who try while they have to wait', () => {
    const limit = createLimit({ most: 1, everyMs: 100 });
    for (let nowMs = 0; nowMs < 100; nowMs += 1) limit.take('a', nowMs);

    expect(limit.wait('a', 99)).toBe(1);
    expect(limit.take('a', 100)).toBeUndefined();
  });

  it('remembers a bounded number of keys, and forgets the one that was idle longest', () => {
    const limit = createLimit({ most: 1, everyMs: 1_000, keys: 3 });
    for (const key of ['a', 'b', 'c', 'a', 'd']) limit.take(key, 0);

    expect(['a', 'b', 'c', 'd'].map((key) => limit.wait(key, 0) === undefined)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('addresses', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s is counted as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it.each([
    ['10.1.2.3', true],
    ['11.1.2.3', false],
    ['2001:db8::5', true],
    ['2001:db9::5', false],
    ['192.0.2.7', true],
    ['192.0.2.8', false],
    ['no address', false],
    ['', false],
  ])('%s is in the blocks: %s', (address, is) => {
    expect(isWithin(address, ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'])).toBe(is);
  });
});
