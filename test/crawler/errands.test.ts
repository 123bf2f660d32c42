import { expect, test } from 'vitest';
import { Errands } from '../../crawler/errands.ts';
import { hostNamed } from '../visiting.ts';

test('the earliest slot that is not on disk is that of an errand still open, passed ones included', () => {
  const errands = new Errands();
  const [a, b, c] = ['a.example', 'b.example', 'c.example'].map(hostNamed) as [never, never, never];
  expect(errands.earliestMs).toBe(Number.POSITIVE_INFINITY);
  errands.open(a, { startMs: 30, lane: 'crowd' });
  errands.open(b, { startMs: 40, lane: 'crowd', passed: [{ startMs: 10, code: 'monitor-down' }] });
  const third = errands.open(c, { startMs: 20, lane: 'crowd' });
  expect(errands.earliestMs).toBe(10);
  errands.settle(b);
  expect(errands.earliestMs).toBe(20);

  third.waiting = [{ startMs: 50, code: 'overrun' }];
  expect(errands.settle(c)).toHaveLength(1);
  expect(errands.earliestMs).toBe(20);
  errands.settle(c);
  expect(errands.earliestMs).toBe(30);
  errands.open(a, { startMs: 60, lane: 'crowd' });
  expect(errands.earliestMs).toBe(60);
});
