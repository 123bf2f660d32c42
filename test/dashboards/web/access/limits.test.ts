import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../../../dashboards/web/deps.ts';
import { addressKey, isWithin } from '../../../../dashboards/web/guard/addresses.ts';
import { createLimit } from '../../../../dashboards/web/guard/limits.ts';
import { createWeb } from '../../../../dashboards/web/web.ts';
import { now } from '../fleet.ts';
import { depsOf, storeWith } from '../site.ts';
import { bearer, guardedDeps, type RoleName } from './people.ts';

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

describe('reads', () => {
  let stored: Awaited<ReturnType<typeof storeWith>>;
  let nowMs = now;
  const clock = { now: () => nowMs, elapsed: () => 0 };
  const most = 300;

  beforeAll(async () => {
    stored = await storeWith({ servers: [], observations: [], findings: [] });
  });
  beforeEach(() => {
    nowMs = now;
  });
  afterAll(() => stored.close());

  interface Asked {
    readonly role?: RoleName;
    readonly from?: string;
    readonly method?: 'GET' | 'HEAD';
    readonly headers?: Readonly<Record<string, string>>;
  }

  /** A site that knows people, asked as if from an address. */
  function askerOf(auth: Auth = {}) {
    const web = createWeb(guardedDeps(stored.store, auth, { clock }));
    return (path: string, { role, from = '192.0.2.1', method = 'GET', headers = {} }: Asked = {}) =>
      web.request(
        path,
        { method, headers: { host: '127.0.0.1', ...headers, ...(role !== undefined && bearer(role)) } },
        { incoming: { socket: { remoteAddress: from } } },
      );
  }

  async function exhaust(ask: ReturnType<typeof askerOf>, path: string, asked: Asked = {}): Promise<void> {
    for (let count = 0; count < most; count += 1) {
      const { status } = await ask(path, asked);
      if (status !== 200) throw new Error(`request ${count} got ${status}`);
    }
  }

  it('of one account at one address are slowed down after three hundred, and come back', async () => {
    const ask = askerOf();
    await exhaust(ask, '/rules', { role: 'viewer' });
    const refused = await ask('/rules', { role: 'viewer' });

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.text()).toContain('Too many requests');
    expect((await ask('/rules', { role: 'viewer', method: 'HEAD' })).status).toBe(429);
    expect((await ask('/rules?format=json', { role: 'viewer' })).status).toBe(429);
    nowMs += 200;
    expect((await ask('/rules', { role: 'viewer' })).status).toBe(200);
    expect((await ask('/rules', { role: 'viewer' })).status).toBe(429);
  });

  it('of others are not: another account, the same one elsewhere, strangers', async () => {
    const ask = askerOf();
    await exhaust(ask, '/rules', { role: 'customer' });

    expect((await ask('/rules', { role: 'customer' })).status).toBe(429);
    expect((await ask('/rules', { role: 'admin' })).status).toBe(200);
    expect((await ask('/rules', { role: 'customer', from: '192.0.2.2' })).status).toBe(200);
    expect((await ask('/about')).status).toBe(200);
  });

  it('of strangers count by the address that a trusted proxy tells', async () => {
    const ask = askerOf({ forwardedBy: ['192.0.2.0/24'] });
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    await exhaust(ask, '/about', from('198.51.100.1'));

    expect((await ask('/about', from('198.51.100.1'))).status).toBe(429);
    expect((await ask('/about', from('198.51.100.2'))).status).toBe(200);
  });

  it('are never too many of what pages and programs ask for by themselves', async () => {
    const ask = askerOf();
    await exhaust(ask, '/assets/icon.svg', { role: 'viewer' });
    await exhaust(ask, '/metrics', { role: 'viewer' });

    for (const path of ['/assets/icon.svg', '/metrics', '/healthz', '/clickhouse/ping', '/rules'])
      expect([path, (await ask(path, { role: 'viewer' })).status]).toEqual([path, 200]);
  });

  it('are not counted where nobody has to say who they are', async () => {
    const web = createWeb(depsOf(stored.store, { clock }));
    const statuses = new Set<number>();
    for (let count = 0; count <= most; count += 1)
      statuses.add((await web.request('/rules', { headers: { host: '127.0.0.1' } })).status);

    expect([...statuses]).toEqual([200]);
  });
});
