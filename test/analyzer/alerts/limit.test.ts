import { describe, expect, it } from 'vitest';
import { type StepContext, step } from '../../../analyzer/alerts/step.ts';
import { alertsToTell } from '../../../analyzer/alerts/told.ts';
import { instant } from '../../../model/clock.ts';
import type { FollowedAlert } from '../../../model/followed-alert.ts';
import { aSignal, minute, start } from './timeline.ts';

const alerting = { forMs: 0, keepFiringForMs: 0, limit: 3 };
const asked = new Map([['actor.vary', undefined]]);

/** One pass in which some servers fail and the rest of a hundred pass. */
function pass(
  before: readonly FollowedAlert[],
  minutes: number,
  failing: number,
  more?: Partial<StepContext>,
) {
  const nowMs = start + minutes * minute;
  const signals = Array.from({ length: 100 }, (_, index) =>
    aSignal({
      labels: { server: `s${index}.example` },
      outcome: index < failing ? 'failed' : 'passed',
      observedAt: instant(nowMs),
      alerting,
    }),
  );
  return step(before, signals, { nowMs, asked, ...more });
}

const firing = (followed: readonly FollowedAlert[], nowMs: number) =>
  alertsToTell(followed, nowMs).filter(({ state }) => state === 'firing');

describe('too many alerts of one rule', () => {
  it('are held back, and one complaint fires for all of them', () => {
    const told = firing(pass([], 0, 100).followed, start);

    expect(told).toHaveLength(4);
    expect(told.filter(({ rule }) => rule === 'monitor.alert-limit')).toMatchObject([
      { labels: { rule: 'actor.vary' }, because: expect.stringMatching(/^97 more failures of actor\.vary/) },
    ]);
  });

  it('leave those that fire alone: which ones they are does not change from pass to pass', () => {
    const first = pass([], 0, 4);
    const second = pass(first.followed, 1, 100);
    const ids = (followed: readonly FollowedAlert[]) => firing(followed, start).map(({ id }) => id);

    expect(ids(second.followed)).toEqual(ids(first.followed));
    expect(second.changes.filter(({ to }) => to === 'firing')).toEqual([]);
  });

  it('fire as soon as there is room, and the complaint ends with the last one held back', () => {
    const first = pass([], 0, 4);
    const second = pass(first.followed, 1, 3);
    const third = pass(second.followed, 2, 0);

    expect(firing(second.followed, start).map(({ rule }) => rule)).toEqual(Array(3).fill('actor.vary'));
    expect(second.changes.map(({ alert, to }) => [alert.rule, to])).toContainEqual([
      'monitor.alert-limit',
      'resolved',
    ]);
    expect(firing(third.followed, start)).toEqual([]);
  });

  it('are complained of until the end when their rule is turned off', () => {
    const first = pass([], 0, 100);
    const off = step(first.followed, [], { nowMs: start + minute, asked: new Map() });

    expect(firing(off.followed, start)).toEqual([]);
    expect(off.changes.filter(({ to }) => to === 'resolved')).toHaveLength(4);
  });
});

describe('a quiet alert', () => {
  const silence = () => 'upgrade';

  it('lives on and is not told', () => {
    const { followed } = pass([], 0, 1, { silence });

    expect(followed[0]?.alert).toMatchObject({ state: 'firing', silencedBy: 'upgrade' });
    expect(alertsToTell(followed, start)).toEqual([]);
  });

  it('is told when the window ends and it still fires', () => {
    const quiet = pass([], 0, 1, { silence });
    const loud = pass(quiet.followed, 1, 1);

    expect(alertsToTell(loud.followed, start + minute)).toMatchObject([{ state: 'firing' }]);
    expect(loud.followed[0]?.alert.silencedBy).toBeUndefined();
  });

  it('is never told when it ends in the window', () => {
    const quiet = pass([], 0, 1, { silence });
    const gone = pass(quiet.followed, 1, 0, { silence });

    expect(gone.changes).toMatchObject([{ to: 'resolved' }]);
    expect(alertsToTell(gone.followed, start + minute)).toEqual([]);
  });

  it('that was told before stays told, so that nobody takes it for resolved', () => {
    const loud = pass([], 0, 1);
    const quiet = pass(loud.followed, 1, 1, { silence });
    const gone = pass(quiet.followed, 2, 0, { silence });

    expect(alertsToTell(quiet.followed, start + minute)).toMatchObject([
      { state: 'firing', silencedBy: 'upgrade' },
    ]);
    expect(alertsToTell(gone.followed, start + 2 * minute)).toMatchObject([{ state: 'resolved' }]);
    expect(alertsToTell(gone.followed, start + 18 * minute)).toEqual([]);
  });
});
