import { describe, expect, it } from 'vitest';
import type { AskedRules } from '../../../analyzer/alerts/look.ts';
import { step } from '../../../analyzer/alerts/step.ts';
import { instant } from '../../../model/clock.ts';
import { aSignal, minute, played, start } from './timeline.ts';

const hour = 60 * minute;
const asked: AskedRules = new Map([['actor.vary', undefined]]);

/** How many alerts are followed, and how many were forgotten, in a pass some time after a script was played in which nothing new is seen. */
function later(script: string, laterMs: number, now: { readonly asked: AskedRules }) {
  const { followed } = played(script);
  expect(followed).toHaveLength(1);
  const seenAt = instant(start + (script.length - 1) * minute);
  const signals = now.asked.size === 0 ? [] : [aSignal({ outcome: 'passed', observedAt: seenAt })];
  const made = step(followed, signals, { nowMs: start + script.length * minute + laterMs, ...now });
  return [made.followed.length, made.forgotten.length];
}

/** Fires after five minutes, and ends five minutes after it was over. */
const ended = 'FFFFFFPPPPPP';
/** Over before it fired. */
const idle = 'FFP';

describe('what is remembered of an alert that is over', () => {
  it('are its looks, for a day: they say whether it flaps', () => {
    for (const script of [ended, idle]) {
      expect(later(script, 23 * hour, { asked })).toEqual([1, 0]);
      expect(later(script, 25 * hour, { asked })).toEqual([0, 1]);
    }
  });

  it('is nothing once its rule is no more', () => {
    expect(later(idle, minute, { asked: new Map() })).toEqual([0, 1]);
    expect(later(ended, 16 * minute, { asked: new Map() })).toEqual([0, 1]);
  });

  it('is its end, as long as receivers are told of it, whatever became of its rule', () => {
    expect(later(ended, 10 * minute, { asked: new Map() })).toEqual([1, 0]);
  });

  it('does not touch an alert that goes on unseen', () => {
    expect(later('FFFFFF', 30 * 24 * hour, { asked })).toEqual([1, 0]);
    expect(later('FFF', 30 * 24 * hour, { asked })).toEqual([1, 0]);
  });
});
