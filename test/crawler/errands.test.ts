import { expect, test } from 'vitest';
import { Errands } from '../../crawler/errands.ts';
import { hostNamed } from '../visiting.ts';

test('the earliest slot that is not on disk is that of an errand still open, passed ones included', () => {
  const errands = new Errands();
  const [a, b, c] = ['a.example', 'b.example', 'c.example'].map(hostNamed) as [never, never, never];
  expect(errands.earliestMs).toBe(Number.POSITIVE_INFINITY);
  errands.open(a, { startMs: 30, lane: 'crowd' });
  const passed = [{ startMs: 10, code: 'monitor-down' }] as const;
  const second = errands.open(b, { startMs: 40, lane: 'crowd', passed });
  const third = errands.open(c, { startMs: 20, lane: 'crowd' });
  expect(errands.earliestMs).toBe(10);
  errands.end(b);
  expect(errands.earliestMs).toBe(10);
  errands.close(second);
  expect(errands.earliestMs).toBe(20);

  third.waiting = [{ startMs: 50, code: 'overrun' }];
  expect(errands.end(c)).toHaveLength(1);
  expect(errands.of(c)).toBeUndefined();
  expect(errands.earliestMs).toBe(20);
  errands.close(third);
  expect(errands.earliestMs).toBe(30);
});

test('the next errand of a server may begin while the rows of the one before wait for the disk', () => {
  const errands = new Errands();
  const host = hostNamed('a.example');
  const first = errands.open(host, { startMs: 30, lane: 'crowd' });
  errands.end(host);
  const second = errands.open(host, { startMs: 60, lane: 'crowd' });
  expect(errands.earliestMs).toBe(30);
  errands.close(first);

  expect(errands.of(host)).toBe(second);
  expect(errands.earliestMs).toBe(60);
});
