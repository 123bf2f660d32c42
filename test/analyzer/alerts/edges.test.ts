import { describe, expect, it } from 'vitest';
import { step } from '../../../analyzer/alerts/step.ts';
import { alertsToTell } from '../../../analyzer/alerts/told.ts';
import { instant } from '../../../model/clock.ts';
import type { FollowedAlert } from '../../../model/followed-alert.ts';
import type { Signal } from '../../../model/signal.ts';
import { aSignal, minute, start } from './timeline.ts';

const asked = new Map<string, string | undefined>([['actor.vary', undefined]]);
const atOnce = { forMs: 0, keepFiringForMs: 0, limit: 1 };

function pass(before: readonly FollowedAlert[], minutes: number, signals: readonly Signal[]) {
  return step(before, signals, { nowMs: start + minutes * minute, asked });
}

const states = (followed: readonly FollowedAlert[]) =>
  followed.map(({ alert }) => `${alert.labels['server'] ?? alert.rule} ${alert.state}`);

describe('an observation that is dated in the future', () => {
  it('counts as one of now, so that the next one is not older', () => {
    const ahead = aSignal({ alerting: atOnce, observedAt: instant(start + 600 * minute) });
    const first = pass([], 0, [ahead]);
    expect(first.followed[0]?.look.at).toBe(instant(start));

    const passed = aSignal({ alerting: atOnce, outcome: 'passed', observedAt: instant(start + minute) });
    expect(states(pass(first.followed, 1, [passed]).followed)).toEqual(['social.example resolved']);
  });
});

describe('alerts that are not known to go on', () => {
  it('take the place of one that fires', () => {
    const old = aSignal({ alerting: atOnce, labels: { server: 'old.example' } });
    const unknown = pass(pass([], 0, [old]).followed, 30, []).followed;
    expect(states(unknown)).toEqual(['old.example unknown']);

    const young = aSignal({
      alerting: atOnce,
      labels: { server: 'young.example' },
      observedAt: instant(start + 31 * minute),
    });
    expect(states(pass(unknown, 31, [young]).followed).toSorted()).toEqual([
      'monitor.alert-limit firing',
      'old.example unknown',
      'young.example pending',
    ]);
  });
});

describe('an alert that ended', () => {
  it('is told as ended for a quarter of an hour, and not longer', () => {
    const fired = pass([], 0, [aSignal({ alerting: atOnce })]);
    const passed = aSignal({ alerting: atOnce, outcome: 'passed', observedAt: instant(start + minute) });
    const { followed } = pass(fired.followed, 1, [passed]);

    expect(alertsToTell(followed, start + 16 * minute)).toHaveLength(1);
    expect(alertsToTell(followed, start + 16 * minute + 1)).toEqual([]);
  });

  it('does not begin again from the look that it had before its rule was turned off', () => {
    const signal = aSignal({ alerting: atOnce });
    const fired = pass([], 0, [signal]);
    const off = step(fired.followed, [], { nowMs: start + minute, asked: new Map() });
    expect(states(off.followed)).toEqual(['social.example resolved']);

    expect(pass(off.followed, 2, [signal]).changes).toEqual([]);
    const news = aSignal({ alerting: atOnce, observedAt: instant(start + 3 * minute) });
    expect(states(pass(off.followed, 3, [news]).followed)).toEqual(['social.example firing']);
  });
});
