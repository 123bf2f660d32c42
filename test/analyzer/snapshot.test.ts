import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { aServer, host, observed, unobserved } from '../../rules/given/builders.ts';
import { aTls } from '../../rules/given/certificates.ts';

const early = '2026-06-01T06:00:00.000Z';
const late = '2026-06-01T18:00:00.000Z';
const shownAt = (observations: Parameters<typeof snapshotOf>[1]) =>
  snapshotOf(aServer, observations).observations.get('tls')?.startedAt;

describe('snapshotOf', () => {
  const first = observed('tls', aTls(), { startedAt: early });
  const second = unobserved('tls', 'connect-refused', { startedAt: late });

  test('keeps the newest observation of a probe, failed or not', () => {
    expect(shownAt([first, second])).toBe(late);
    expect(shownAt([second, first])).toBe(late);
  });

  test('a missed one does not hide what was learned before', () => {
    const missed = unobserved('tls', 'monitor-down', { startedAt: late });

    expect(shownAt([first, missed])).toBe(early);
    expect(shownAt([missed, first])).toBe(early);
    expect(shownAt([missed])).toBe(late);
  });

  test('leaves other servers out', () => {
    expect(shownAt([{ ...first, server: host('example.net') }])).toBeUndefined();
  });
});
