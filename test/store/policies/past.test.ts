import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourName } from '../../../model/policy.ts';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/store.ts';
import { aServer, clock, host, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { against, aList } from './lists.ts';

const day = (number: number) => `2025-11-${String(number).padStart(2, '0')}T12:00:00.000Z`;
const since = (name: string, number: number) => aServer(name, { watchedSince: day(number) });
const hidden = { state: 'hidden', digest: '' } as const;
const toUs = against('x.example', 'note', {
  subject: { kind: 'pattern', pattern: ourName },
  native: 'disallows everything',
});
const robots = { source: 'robots', origin: 'robots' } as const;

let store: Store;
beforeAll(async () => {
  store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  const early = ['steady.example', 'turned.example', 'opened.example', 'walled.example', 'gone.example'];
  await store.enrol([...early.map((name) => since(name, 1)), since('late.example', 15)]);
  await store.recordPolicies([
    aList('steady.example', 2, []),
    aList('turned.example', 2, []),
    aList('opened.example', 2, [], hidden),
    aList('walled.example', 2, []),
    aList('steady.example', 2, [toUs], robots),
  ]);
  await store.recordPolicies([aList('turned.example', 5, [], hidden), aList('walled.example', 5, [])]);
  await store.recordPolicies([aList('turned.example', 8, [against('a.example')])]);
  await store.recordPolicies([
    aList('steady.example', 20, []),
    aList('turned.example', 20, [], hidden),
    aList('opened.example', 20, []),
    aList('walled.example', 20, [], { mode: 'allow-list' }),
    aList('late.example', 20, [], { state: 'failed', digest: '' }),
    aList('steady.example', 20, [], robots),
  ]);
  await store.dismiss([host('gone.example')]);
});
afterAll(() => store.close());

const none = { published: 0, partial: 0, hidden: 0, 'not-supported': 0, declined: 0, failed: 0 };
const hosts = async (at?: string) => (await store.publishingPeers(at)).map((peer) => peer.host);

describe('what could be read', () => {
  it('at an instant in the past is told by the readings that were there then', async () => {
    expect(await store.policyCoverage(day(10))).toEqual({
      known: 5,
      byState: { ...none, published: 3, hidden: 1 },
      unread: 1,
      namingUs: 1,
    });
    expect(await store.policyCoverage(day(6))).toMatchObject({ byState: { published: 2, hidden: 2 } });
  });

  it('now is told by the newest readings, of those that are watched now', async () => {
    const now = {
      known: 5,
      byState: { ...none, published: 3, hidden: 1, failed: 1 },
      unread: 0,
      namingUs: 0,
    };

    expect(await store.policyCoverage()).toEqual(now);
    expect(await store.policyCoverage(new Date(clock.now()).toISOString())).toEqual(now);
  });

  it('before anybody was watched is nothing', async () => {
    expect(await store.policyCoverage('2025-10-01T00:00:00.000Z')).toEqual({
      ...{ known: 0, byState: none, unread: 0, namingUs: 0 },
    });
    expect(await hosts('2025-10-01T00:00:00.000Z')).toEqual([]);
  });

  it('has those that published the whole of an ordinary list at that time', async () => {
    expect(await hosts(day(10))).toEqual(['steady.example', 'turned.example', 'walled.example']);
    expect(await hosts(day(6))).toEqual(['steady.example', 'walled.example']);
    expect(await hosts()).toEqual(['opened.example', 'steady.example']);
  });
});
