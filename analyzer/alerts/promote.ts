import { instant } from '../../model/clock.ts';
import type { FollowedAlert } from '../../model/followed-alert.ts';

/** What became of the alerts of a rule. `held`: those that would fire, were there not too many. */
export interface Promoted {
  readonly followed: readonly FollowedAlert[];
  readonly held: number;
}

/** Lets those alerts of one rule fire that have failed for long enough or flap, the oldest first, up to the rule's limit. */
export function promoted(followed: readonly FollowedAlert[], nowMs: number): Promoted {
  const ready = followed.filter(isReady).toSorted(byAge);
  const firing = followed.filter(({ alert }) => alert.state === 'firing' || alert.state === 'unknown');
  const room = Math.max(0, (ready[0]?.alerting.limit ?? 0) - firing.length);
  const fires = new Set(ready.slice(0, room));
  const firedAt = instant(nowMs);
  return {
    followed: followed.map((one) =>
      fires.has(one) ? { ...one, alert: { ...one.alert, state: 'firing', firedAt } } : one,
    ),
    held: ready.length - fires.size,
  };
}

function isReady({ alert, idle, telling, observedMs, alerting }: FollowedAlert): boolean {
  if (idle || alert.state !== 'pending' || telling !== 'failed') return false;
  return observedMs >= alerting.forMs || alert.flapping === true;
}

function byAge(a: FollowedAlert, b: FollowedAlert): number {
  const [older, newer] = [a, b].map(({ alert }) => `${alert.activeAt} ${alert.id}`);
  return (older ?? '') < (newer ?? '') ? -1 : 1;
}
