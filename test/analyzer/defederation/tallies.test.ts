import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTallies } from '../../../analyzer/defederation/tallies.ts';
import { openStore } from '../../../store/open.ts';
import type { Store } from '../../../store/store.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { storeDirectory } from '../../store/furnished.ts';

const began = Date.UTC(2026, 10, 20, 10);
let store: Store;
let elapsed: number;
let took: number;
let asked: string[];
let log: ReturnType<typeof keptLog>;
beforeAll(async () => {
  store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
});
afterAll(() => store.close());
beforeEach(() => {
  elapsed = 0;
  took = 0;
  asked = [];
  log = keptLog();
});

/** The real count, in a time that passes as the test says. */
const tallyNetwork: Store['tallyNetwork'] = async (order) => {
  asked.push(order.at);
  elapsed += took;
  await store.tallyNetwork(order);
};

function tallies() {
  return createTallies({
    store: { tallyNetwork },
    clock: { now: () => began + elapsed, elapsed: () => elapsed },
    log,
  });
}

describe('counting again and again', () => {
  it('keeps what it counted, with the time', async () => {
    await tallies().count();

    expect(await store.networkTally(1)).toMatchObject({ takenAt: '2026-11-20T10:00:00.000Z', rejected: [] });
  });

  it('rests ten seconds at least', async () => {
    const keeper = tallies();
    await keeper.count();
    elapsed = 9_999;
    keeper.look();
    expect(asked).toHaveLength(1);
    elapsed = 10_000;
    keeper.look();
    expect(asked).toEqual(['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:10.000Z']);
    await keeper.stop();
  });

  it('rests fifty times as long as it took', async () => {
    const keeper = tallies();
    took = 60_000;
    await keeper.count();
    elapsed = 60_000 * 51 - 1;
    keeper.look();
    expect(asked).toHaveLength(1);
    elapsed += 1;
    keeper.look();
    expect(asked).toHaveLength(2);
    await keeper.stop();
  });

  it('has one count at a time, and none after the end', async () => {
    const keeper = tallies();
    keeper.look();
    elapsed = 1_000_000;
    keeper.look();
    expect(asked).toHaveLength(1);
    await keeper.stop();
    elapsed = 2_000_000;
    keeper.look();
    expect(asked).toHaveLength(1);
  });

  it('fails in the log, and tries again', async () => {
    const failing = { tallyNetwork: () => Promise.reject(new Error('the engine is gone')) };
    const keeper = createTallies({
      store: failing,
      clock: { now: () => began, elapsed: () => elapsed },
      log,
    });
    keeper.look();
    await keeper.stop();

    expect(log.lines.map(({ message }) => message)).toEqual([
      'counting who rejects whom failed; it is tried again',
    ]);
  });
});
