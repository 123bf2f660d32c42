import { expect, test } from 'vitest';
import { contactAfter } from '../../../crawler/schedule/contacts.ts';
import { anObservation } from '../../store/examples.ts';

/** A visit that waited so long for its one answer. */
function visit(slot: number, totalMs: number) {
  const scheduledAt = new Date(Date.UTC(2026, 10, 20, slot)).toISOString();
  const { exchanges } = anObservation();
  return [
    anObservation({ scheduledAt, exchanges: exchanges.map((each) => ({ ...each, timings: { totalMs } })) }),
  ];
}

test('who answers slowly in turns is slow, and who has become quick is quick in the end', () => {
  const slow = contactAfter({}, visit(0, 60_000));
  const once = contactAfter(slow, visit(1, 100));
  const again = contactAfter(once, visit(2, 60_000));
  const quick = Array.from({ length: 9 }, (_, n) => visit(3 + n, 100)).reduce(
    (contact, rows) => contactAfter(contact, rows),
    again,
  );

  expect(slow.waitedMs).toBe(60_000);
  expect(once.waitedMs).toBe(30_000);
  expect(again.waitedMs).toBe(60_000);
  expect(quick.waitedMs).toBeLessThan(200);
});
