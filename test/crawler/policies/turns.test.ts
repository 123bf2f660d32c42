import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProbeFailure } from '../../../crawler/net/probe-failure.ts';
import { EntryCollector, maxEntries, maxRows, type ReadRow } from '../../../crawler/policies/entries.ts';
import { readPatterns } from '../../../crawler/policies/friendica.ts';
import { readMastodon } from '../../../crawler/policies/mastodon.ts';
import { misskey } from '../../../crawler/policies/misskey.ts';
import { maxPageRows } from '../../../crawler/policies/misskey-instances.ts';
import { readFederation } from '../../../crawler/policies/pleroma.ts';
import { readSubject } from '../../../crawler/policies/subject.ts';
import { rowsPerTurn, Turns } from '../../../crawler/policies/turns.ts';
import { answered, answering, asked, unhurried } from './read.ts';

/** The turns of the event loop, as whoever waits for one counts them. */
class Loop {
  turn = 0;
  readonly #taken = new Map<number, number>();
  #timer = setImmediate(() => this.#next());

  /** The rows from 0 on, each counted in the turn in which it was taken. */
  *rows(count: number): Generator<number> {
    for (let row = 0; row < count; row += 1) {
      this.#taken.set(this.turn, (this.#taken.get(this.turn) ?? 0) + 1);
      yield row;
    }
  }

  /** How many rows were taken in each turn in which there were any. */
  get pieces(): readonly number[] {
    return [...this.#taken.values()];
  }

  end(): void {
    clearImmediate(this.#timer);
  }

  #next(): void {
    this.turn += 1;
    this.#timer = setImmediate(() => this.#next());
  }
}

let loop: Loop | undefined;
const aLoop = () => {
  loop = new Loop();
  return loop;
};
afterEach(() => loop?.end());

const blocked = (reason?: (row: number) => string) => {
  const read = (row: number): ReadRow => [
    readSubject(`n${row}.example`),
    { level: 'reject', native: 'blocked', reason: reason?.(row) },
  ];
  return read;
};

describe('a long list', () => {
  test('is taken in pieces, between which others have their turn', async () => {
    const turns = aLoop();
    const collector = new EntryCollector();
    await collector.takeAll(turns.rows(10 * rowsPerTurn), unhurried, blocked());

    expect(collector.size).toBe(10 * rowsPerTurn);
    expect(turns.pieces).toEqual(Array(10).fill(rowsPerTurn));
  });

  test('of long reasons is taken in smaller pieces', async () => {
    const turns = aLoop();
    const collector = new EntryCollector();
    await collector.takeAll(
      turns.rows(50),
      unhurried,
      blocked((row) => `${row} ${'https://'.repeat(1_000)}`),
    );

    expect(Math.max(...turns.pieces)).toBeLessThan(6);
  });

  test('that gives everybody the same reason has it searched once', async () => {
    const turns = aLoop();
    const collector = new EntryCollector();
    await collector.takeAll(
      turns.rows(4 * rowsPerTurn),
      unhurried,
      blocked(() => ' '.repeat(4_000)),
    );

    // Were it searched for each row, no turn had six of them. The one search takes some rows from the first.
    expect(turns.pieces).toHaveLength(5);
    expect(turns.pieces.slice(1, 4)).toEqual(Array(3).fill(rowsPerTurn));
  });

  test('is no worse for the others when a hundred come at once', async () => {
    const turns = aLoop();
    const collectors = Array.from({ length: 100 }, () => new EntryCollector());
    await Promise.all(
      collectors.map((one) => one.takeAll(turns.rows(3 * rowsPerTurn), unhurried, blocked())),
    );

    expect(Math.max(...turns.pieces)).toBe(rowsPerTurn);
  });
});

describe('of lists that are read at once', () => {
  const peer = { role: 'peer' } as const;
  const hosted = { role: 'hosted' } as const;
  const open = () => new AbortController().signal;
  /** Whose pieces were taken, in their order. */
  const order: string[] = [];
  const take = (who: string, turns: Turns) =>
    turns.each(Array(2 * rowsPerTurn).keys(), (row) => {
      if (row % rowsPerTurn === 0) order.push(who);
      return 0;
    });
  // The list of another test may still have its turn.
  beforeEach(() => {
    order.length = 0;
    return nextTurn();
  });

  test('that of a hosted server goes first, then what was read before the visit ended, then peers in turn', async () => {
    await Promise.all([
      take('one peer', Turns.toRead(peer, open())),
      take('another', Turns.toRead(peer, open())),
      take('read', Turns.toKeep(peer)),
      take('hosted', Turns.toRead(hosted, open())),
    ]);

    expect(order).toEqual([
      ...['one peer', 'hosted', 'hosted', 'read', 'read'],
      ...['another', 'one peer', 'another'],
    ]);
  });

  test('a short one has a turn of its own, too', async () => {
    const loop = aLoop();
    const lists = [1, 2, 3].map(() => unhurried.each(loop.rows(5), () => 0));
    await Promise.all(lists);

    expect(loop.pieces).toEqual([5, 5, 5]);
  });

  test('one ends with its visit, between two pieces', async () => {
    const visit = new AbortController();
    const failure = new ProbeFailure('visit-deadline');
    let taken = 0;
    const reading = Turns.toRead(peer, visit.signal).each(Array(10 * rowsPerTurn).keys(), (row) => {
      taken += 1;
      if (row === rowsPerTurn + 1) visit.abort(failure);
      return 0;
    });

    await expect(reading).rejects.toBe(failure);
    expect(taken).toBe(2 * rowsPerTurn);
  });

  test('one ends with its visit while it waits, and the others go on', async () => {
    const visit = new AbortController();
    const first = take('first', Turns.toRead(peer, open()));
    const leaving = take('leaving', Turns.toRead(peer, visit.signal));
    const last = take('last', Turns.toRead(peer, open()));
    visit.abort(new ProbeFailure('shutting-down'));

    await expect(leaving).rejects.toMatchObject({ failure: { code: 'shutting-down' } });
    await Promise.all([first, last]);
    expect(order).toEqual(['first', 'last', 'first', 'last']);
  });
});

describe('what only costs time', () => {
  test('counts as rows: a file of blank lines is left after as many of them', async () => {
    const read = await readPatterns(answered(`${'\n'.repeat(maxRows)}bad.example,spam\n`), unhurried);

    expect(read).toEqual({ entries: [], refused: {}, truncated: true });
    const shorter = await readPatterns(answered(`${'\n'.repeat(maxRows - 1)}bad.example,spam\n`), unhurried);
    expect(shorter).toMatchObject({ entries: [{ reason: 'spam' }], truncated: false });
  });

  test('counts as rows: of what Pleroma names and nobody can read no more is looked at', async () => {
    const federation = { enabled: true, mrf_simple: { reject: Array(maxRows + 1).fill(0) } };
    const read = await readFederation(answered({ metadata: { federation } }), readSubject, unhurried);

    expect(read).toMatchObject({ state: 'partial', refused: { malformed: maxRows }, truncated: true });
  });

  test('is not looked at on a page that is longer than any we asked for', async () => {
    const rows = Array.from({ length: maxPageRows + 1 }, (_, at) => ({
      host: `n${at}.example`,
      isBlocked: true,
    }));
    const io = answering((path) => answered(path.includes('blocked') ? rows : []));
    const read = await misskey.read(asked('2025.1.0'), io);

    expect(read).toMatchObject({ state: 'partial', truncated: true });
    expect(read.entries).toHaveLength(maxPageRows);
  });

  test('is not parsed: a document of empty lists is refused for its size', async () => {
    const empties = `[${'[],'.repeat(500_000)}0]`;
    await expect(readMastodon(answered(empties), asked('4.4.0'), unhurried)).rejects.toThrow(
      'body-too-large',
    );
  });

  test('does not stand in the way of the longest list that is kept', async () => {
    const rows = Array.from({ length: maxEntries }, (_, at) => ({
      ...{ domain: `n${at}.example`, digest: null, severity: 'suspend', comment: null },
    }));
    const read = await readMastodon(answered(rows), asked('4.4.0'), unhurried);

    expect(read).toMatchObject({ state: 'published', truncated: false });
    expect(read.entries).toHaveLength(maxEntries);
  });
});
