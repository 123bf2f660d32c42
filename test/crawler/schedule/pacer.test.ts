import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pacer } from '../../../crawler/schedule/pacer.ts';

const intervalMs = 25;

let elapsedMs: number;
let starts: number[];
let pacer: Pacer;

beforeEach(() => {
  vi.useFakeTimers();
  elapsedMs = 0;
  starts = [];
  pacer = new Pacer(1_000 / intervalMs, { now: () => elapsedMs, elapsed: () => elapsedMs });
});

afterEach(() => {
  vi.useRealTimers();
});

function want(turns: number): void {
  for (let n = 0; n < turns; n += 1) void pacer.turn().then(() => starts.push(elapsedMs));
}

/** Every timer fires, each later than it should by so much. */
async function pass(ms: number, lateMs: number): Promise<void> {
  for (const endMs = elapsedMs + ms; elapsedMs < endMs; ) {
    elapsedMs += 25 + lateMs;
    await vi.advanceTimersByTimeAsync(25);
  }
}

/** Starts that are due in so long a time, the first at its beginning. */
function dueIn(ms: number): number {
  return 1 + Math.floor(ms / intervalMs);
}

test('starts come evenly where timers are in time', async () => {
  want(100);
  await pass(1_000, 0);

  expect(starts.length).toBeGreaterThanOrEqual(39);
  expect(starts.length).toBeLessThanOrEqual(41);
});

test('timers that are late by more than an interval do not lower the rate', async () => {
  want(300);
  await pass(3_000, 60);

  // Thirty-six timers of 85 ms each: 3,060 ms.
  expect(elapsedMs).toBe(3_060);
  expect(starts.length).toBe(dueIn(3_060));
});

test('no start comes before it is due, however late the timers are', async () => {
  want(300);
  await pass(3_000, 60);

  expect(starts.filter((at, n) => at < n * intervalMs)).toEqual([]);
});

test('what a stall held up comes a few at a time, and no more of it than a second', async () => {
  want(1_000);
  await pass(100, 0);
  const before = starts.length;
  elapsedMs += 5_000;
  await vi.advanceTimersByTimeAsync(25);
  const atOnce = starts.length - before;
  await pass(2_000, 0);

  expect(atOnce).toBeLessThanOrEqual(8);
  // The second that is made up for, and the two that passed since.
  expect(starts.length - before).toBe(dueIn(1_000 + 2_000));
});

test('what a stall held up comes at twice the rate at most, where timers are in time', async () => {
  want(1_000);
  await pass(100, 0);
  elapsedMs += 5_000;
  await vi.advanceTimersByTimeAsync(25);
  const before = starts.length;
  for (let n = 0; n < 80; n += 1) {
    elapsedMs += 5;
    await vi.advanceTimersByTimeAsync(5);
  }

  expect(starts.length - before).toBeGreaterThan(dueIn(400));
  expect(starts.length - before).toBeLessThanOrEqual(2 * dueIn(400));
});

test('nobody saves up while nothing is wanted', async () => {
  want(1);
  await pass(10_000, 0);
  starts = [];
  want(40);
  await pass(500, 0);

  expect(starts.length).toBeLessThanOrEqual(22);
});

test('all who wait go through an open gate', async () => {
  want(50);
  pacer.open();
  await vi.advanceTimersByTimeAsync(0);

  expect(starts).toEqual(Array.from({ length: 50 }, () => 0));
});
