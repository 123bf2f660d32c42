import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Review } from '../../model/review.ts';
import { chainOfKey } from '../../model/review-head.ts';
import { verifyReviews } from '../../model/review-verify.ts';
import { rowRanges } from '../../model/row-ranges.ts';
import { monitorKey, monitorKeyFile } from '../../store/monitor-key.ts';
import { openStore } from '../../store/open.ts';
import { openReviewLog, type ReviewLog } from '../../store/review-log.ts';
import type { Store, StoreOptions } from '../../store/store.ts';
import { type Front, startFront } from '../clickhouse-front/start.ts';
import { anEntry } from '../model/reviews.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

let front: Front | undefined;

afterAll(() => front?.kill());

describe.each(['embedded', 'server'] as const)('the review log, %s', (mode) => {
  let directory: string;
  let store: Store;
  let log: ReviewLog;
  const open = async () => {
    const { publicKey } = await monitorKey(directory);
    const chain = chainOfKey(publicKey);
    return openReviewLog({ rows: store, chain, directory, clock, isRunning: () => true });
  };
  beforeAll(async () => {
    directory = await temporaryDirectory();
    store = await openStore(await storeIn(directory, mode), { log: keptLog(), clock });
    log = await open();
  });
  afterAll(async () => {
    await log.close();
    await store.close();
  });

  it('keeps what people did, in turn, as a chain that verifies', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `remark ${index} \u0000 \u{1f600} "quoted"`);
    const written = await Promise.all(texts.map((text) => log.append(anEntry({ act: 'note', text }))));

    const kept = await store.reviews();

    expect(kept).toStrictEqual(written);
    expect(kept.map(({ seq, text }) => [seq, text])).toEqual(texts.map((text, index) => [index + 1, text]));
    expect(verifyReviews(kept)).toEqual([]);
    expect(await log.head()).toMatchObject({ count: 20, hash: kept.at(-1)?.hash });
  });

  it('takes the same row twice as one', async () => {
    const last = (await store.reviews()).at(-1)!;
    await store.appendReview(last);

    expect((await store.reviews()).length).toBe(20);
  });

  it('refuses an entry that says nothing', async () => {
    await expect(log.append(anEntry({ act: 'dismissed' }))).rejects.toThrow('reason');
    expect((await log.head())?.count).toBe(20);
  });

  it('erases fields for good and still verifies', async () => {
    await log.append(
      anEntry({
        by: 'fediscope',
        act: 'erased',
        subject: { kind: 'rows', id: rowRanges(log.chain, [2, 3]) },
      }),
    );
    await log.append(
      anEntry({ act: 'pseudonymised', subject: { kind: 'rows', id: rowRanges(log.chain, [5]) } }),
    );
    await store.eraseReviews(log.chain, [2, 3]);
    await store.pseudonymiseReviews(log.chain, [5], 'person-1');

    const kept = await store.reviews();

    expect(verifyReviews(kept)).toEqual([]);
    const bare = (review: Review) => [review.by, 'subject' in review, 'text' in review];
    expect([2, 3, 5, 6].map((seq) => bare(kept[seq - 1]!))).toEqual([
      ['kim', false, false],
      ['kim', false, false],
      ['person-1', true, true],
      ['kim', true, true],
    ]);
  });

  it('has one writer: a second one is refused until the first is closed', async () => {
    await expect(open()).rejects.toMatchObject({
      reason: 'locked',
      message: expect.stringContaining('written by another process'),
    });
    await log.close();
    log = await open();
    const next = await log.append(anEntry());

    expect(next.seq).toBe(23);
    expect(verifyReviews(await store.reviews())).toEqual([]);
  });
});

async function storeIn(path: string, mode: Store['mode']): Promise<StoreOptions> {
  if (mode === 'embedded') return { path };
  front = await startFront(await temporaryDirectory());
  return { url: front.url, database: 'fediscope', username: 'default', password: 'front' };
}

describe('the key of a monitor', () => {
  it('is made once, for its owner only', async () => {
    const directory = await temporaryDirectory();
    const keys = await Promise.all([monitorKey(directory), monitorKey(directory)]);

    expect(new Set(keys.map(({ publicKey }) => chainOfKey(publicKey))).size).toBe(1);
    expect((await stat(join(directory, monitorKeyFile))).mode & 0o777).toBe(0o600);
  });

  it('is refused when others may read it, or when it is no key', async () => {
    const directory = await temporaryDirectory();
    await monitorKey(directory);
    await chmod(join(directory, monitorKeyFile), 0o644);
    await expect(monitorKey(directory)).rejects.toThrow('chmod 600');

    await chmod(join(directory, monitorKeyFile), 0o600);
    await writeFile(join(directory, monitorKeyFile), 'nonsense');
    await expect(monitorKey(directory)).rejects.toThrow('restore it');
  });
});
