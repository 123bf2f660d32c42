import type { AlertChange } from '../../model/alert.ts';
import { instant } from '../../model/clock.ts';
import type { FollowedAlert } from '../../model/followed-alert.ts';

/** The step an alert made in a pass. Undefined: it made none. */
export function changeOf(
  before: FollowedAlert | undefined,
  after: FollowedAlert,
  nowMs: number,
): AlertChange | undefined {
  const [from, to] = [standing(before), standing(after)];
  const flapped = before?.alert.flapping !== after.alert.flapping && to === 'firing';
  if (from === to && !flapped) return undefined;
  return { alert: after.alert, from, to, at: instant(nowMs) };
}

function standing(followed: FollowedAlert | undefined): AlertChange['from'] {
  return followed === undefined || followed.idle ? 'inactive' : followed.alert.state;
}
