import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GroupCommit } from '../../../store/spool/group-commit.ts';

let committed: (readonly string[])[];
let group: GroupCommit<string>;

beforeEach(() => {
  vi.useFakeTimers();
  committed = [];
  group = new GroupCommit<string>({
    ...{ maxSize: 4, maxAgeMs: 100, sizeOf: () => 1, elapsed: () => Date.now() },
    commit: async (items) => void committed.push(items),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

test('what comes alone waits for its own age only', async () => {
  void group.add('first');
  await vi.advanceTimersByTimeAsync(100);
  await vi.advanceTimersByTimeAsync(250);
  void group.add('much later');
  await vi.advanceTimersByTimeAsync(99);
  expect(committed).toEqual([['first']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(committed).toEqual([['first'], ['much later']]);
});

test('while items keep coming, groups are two and a half ages apart', async () => {
  void group.add('first');
  await vi.advanceTimersByTimeAsync(100);
  void group.add('second');
  await vi.advanceTimersByTimeAsync(200);
  void group.add('third');
  await vi.advanceTimersByTimeAsync(49);
  expect(committed).toEqual([['first']]);
  await vi.advanceTimersByTimeAsync(1);
  expect(committed).toEqual([['first'], ['second', 'third']]);
});

test('a full group waits for nothing', async () => {
  for (const item of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) void group.add(item);
  await vi.advanceTimersByTimeAsync(0);
  expect(committed).toEqual([
    ['a', 'b', 'c', 'd'],
    ['e', 'f', 'g', 'h'],
  ]);
});

test('in a hurry nothing waits: neither what is here nor what comes', async () => {
  void group.add('first');
  group.hurry();
  await vi.advanceTimersByTimeAsync(0);
  expect(committed).toEqual([['first']]);
  void group.add('second');
  void group.add('third');
  await vi.advanceTimersByTimeAsync(1);
  expect(committed).toEqual([['first'], ['second', 'third']]);
});
