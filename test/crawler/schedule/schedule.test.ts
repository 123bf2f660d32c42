import { describe, expect, test } from 'vitest';
import { maxMissed, slotAfter, slotAt, slotsOf, slotsSince } from '../../../crawler/schedule/schedule.ts';
import type { Host } from '../../../model/host.ts';

const hour = 3_600_000;
const since = Date.UTC(2026, 10, 21, 12, 17, 3);
const slots = { sinceMs: since, intervalMs: hour, phaseMs: 600_000 };
const at = (hours: number, minutes: number) => Date.UTC(2026, 10, 21, hours, minutes);

describe('slots of a server that is visited hourly at ten past', () => {
  test('before it is enrolled there is no slot, and the first one begins when it is', () => {
    expect(slotAt(slots, since - 1)).toBeUndefined();
    expect(slotAfter(slots, since - 1)).toBe(since);
    expect(slotAt(slots, since)).toBe(since);
  });

  test('later ones begin at the phase, whenever the question is asked', () => {
    expect(slotAfter(slots, since)).toBe(at(13, 10));
    expect(slotAt(slots, at(13, 9))).toBe(since);
    expect(slotAt(slots, at(13, 10))).toBe(at(13, 10));
    expect(slotAt(slots, at(14, 9))).toBe(at(13, 10));
    expect(slotAfter(slots, at(13, 10))).toBe(at(14, 10));
  });

  test('a server that was never visited owes its first slot, and once that is over it is missed', () => {
    expect(slotsSince(slots, undefined, since + 5)).toEqual({ missed: [], older: 0, due: since });
    expect(slotsSince(slots, undefined, at(13, 30))).toEqual({
      missed: [since],
      older: 0,
      due: at(13, 10),
    });
  });

  test('what passed while nobody ran is missed, oldest first, and the present slot is due', () => {
    expect(slotsSince(slots, at(13, 10), at(16, 20))).toEqual({
      missed: [at(14, 10), at(15, 10)],
      older: 0,
      due: at(16, 10),
    });
  });

  test('a slot in which something was scheduled is not due again, also after a re-check in its middle', () => {
    expect(slotsSince(slots, at(13, 10), at(13, 50))).toEqual({ missed: [], older: 0 });
    expect(slotsSince(slots, at(13, 40), at(13, 50))).toEqual({ missed: [], older: 0 });
    expect(slotsSince(slots, at(13, 40), at(14, 10))).toEqual({
      missed: [],
      older: 0,
      due: at(14, 10),
    });
  });

  test('after a year the newest slots are told one by one and the rest is counted', () => {
    const later = at(13, 10) + 365 * 24 * hour;

    const { missed, older, due } = slotsSince(slots, at(13, 10), later);

    expect(due).toBe(later);
    expect(missed.length).toBe(maxMissed);
    expect(missed.at(-1)).toBe(later - hour);
    expect(older).toBe(365 * 24 - 1 - maxMissed);
  });

  test('the first slot, which begins out of phase, counts among the older ones', () => {
    const { missed, older } = slotsSince(slots, undefined, at(13, 10) + 150 * hour);

    expect(missed.length + older).toBe(151);
  });
});

test('the phase depends on the name alone and spreads a thousand servers over the whole interval', () => {
  const phases = Array.from({ length: 1000 }, (_, n) => slotsOf(`s${n}.example` as Host, 0, hour).phaseMs);

  expect(slotsOf('s7.example' as Host, since, hour).phaseMs).toBe(phases[7]);
  const perTenth = Array.from(
    { length: 10 },
    (_, n) => phases.filter((ms) => Math.floor((ms * 10) / hour) === n).length,
  );
  expect(Math.min(...perTenth)).toBeGreaterThan(60);
  expect(Math.max(...perTenth)).toBeLessThan(140);
});
