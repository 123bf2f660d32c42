import { describe, expect, it } from 'vitest';
import { instant } from '../../../model/clock.ts';
import { minute, played, start } from './timeline.ts';

const critical = { signal: { alerting: { forMs: 0, keepFiringForMs: 0, limit: 20 } } };

describe('the life of an alert', () => {
  it('fires when the failure was observed for long enough, and is resolved when it was gone for long enough', () => {
    const { log, followed } = played('PFFFFFFFFPPPPPPP');

    expect(log).toEqual(['1 inactive>pending', '6 pending>firing', '14 firing>resolved']);
    expect(followed[0]?.alert).toMatchObject({
      activeAt: instant(start + minute),
      firedAt: instant(start + 6 * minute),
      lastFailedAt: instant(start + 8 * minute),
      resolvedAt: instant(start + 14 * minute),
      firstEvidence: [`seen ${instant(start + minute)}`],
      evidence: [`seen ${instant(start + 8 * minute)}`],
    });
  });

  it('fires and ends at once where the rule says so', () => {
    expect(played('FFP', critical).log).toEqual(['0 inactive>firing', '2 firing>resolved']);
  });

  it('never fires for a failure that ends before its time', () => {
    expect(played('FFFFFPPPPP').log).toEqual(['0 inactive>pending', '5 pending>inactive']);
  });

  it('begins to count anew after a failure that ended', () => {
    expect(played('FFFFPFFFFFF').log.at(-1)).toBe('10 pending>firing');
  });

  it('is kept firing by a failure that returns', () => {
    expect(played('FFFFFFPPPPFPPPPPP').log.at(-1)).toBe('16 firing>resolved');
  });

  it('takes a subject that its rule no longer mentions for gone', () => {
    expect(played('FF--', critical).log).toEqual(['0 inactive>firing', '2 firing>resolved']);
  });

  it('ends with its rule', () => {
    const { followed } = played('FF', critical);
    expect(followed).toHaveLength(1);

    const left = { ...critical, context: { asked: new Map<string, undefined>() } };
    expect(played('FF', left).log).toEqual(['0 inactive>firing', '1 firing>resolved']);
  });

  it('is another alert with the same identity when the failure comes back', () => {
    const { log, followed } = played('FPF', critical);

    expect(log).toEqual(['0 inactive>firing', '1 firing>resolved', '2 resolved>firing']);
    expect(followed[0]?.alert.activeAt).toBe(instant(start + 2 * minute));
    expect(followed[0]?.alert.resolvedAt).toBeUndefined();
  });

  it('is forgotten when nothing of it counts any more', () => {
    expect(played(`F${'P'.repeat(40)}`).followed).toEqual([]);
    expect(played(`F${'P'.repeat(40)}`, critical).followed).toEqual([]);
  });
});

describe('what cannot be told', () => {
  it('leaves a firing alert as it is, however long', () => {
    expect(played(`FFFFFF${'?'.repeat(2_000)}`).log.at(-1)).toBe('5 pending>firing');
  });

  it('begins nothing, and does not count as failing', () => {
    expect(played('??????').log).toEqual([]);
    expect(played('FF????????FF').log).toEqual(['0 inactive>pending']);
    expect(played('FF????????FFFFFFF').log.at(-1)).toBe('14 pending>firing');
  });
});

describe('what was not observed', () => {
  it('does not count as failing, whether we ran or not', () => {
    for (const gap of ['.', 'x']) {
      expect(played(`FFF${gap.repeat(60)}F`).log).toEqual(['0 inactive>pending']);
      expect(played(`FFF${gap.repeat(60)}FFFF`).log.at(-1)).toBe('66 pending>firing');
    }
  });

  it('does not count as passing', () => {
    expect(played(`FFFFFFPPP${'x'.repeat(10)}PPP`).log.at(-1)).toBe('5 pending>firing');
    expect(played(`FFFFFFPPP${'x'.repeat(10)}PPPP`).log.at(-1)).toBe('22 firing>resolved');
  });

  it('bears the odd visit that took its time', () => {
    expect(played('F..F..').log).toEqual(['0 inactive>pending']);
    expect(played('F..F..F').log.at(-1)).toBe('6 pending>firing');
  });

  it('makes a firing alert unknown after a quarter of an hour, and never resolves it', () => {
    expect(played(`FFFFFF${'.'.repeat(3_000)}`).log.at(-1)).toBe('21 firing>unknown');
    expect(played(`FFFFFF${'x'.repeat(3_000)}.`).log.at(-1)).toBe('3006 firing>unknown');
  });

  it('lets an unknown alert go on as what is seen next says', () => {
    const dark = '.'.repeat(30);
    expect(played(`FFFFFF${dark}F`).log.slice(-2)).toEqual(['21 firing>unknown', '36 unknown>firing']);
    expect(played(`FFFFFF${dark}?`).log.at(-1)).toBe('21 firing>unknown');
    expect(played(`FF${dark}P`, critical).log.at(-1)).toBe('32 unknown>resolved');
  });

  it('begins no alert from an observation of long ago', () => {
    const old = { signal: { alerting: critical.signal.alerting, observedAt: instant(start) } };
    expect(played('F', { context: { nowMs: start + 20 * minute }, ...old }).log).toEqual([]);
  });
});
