import { instant } from '../../model/clock.ts';
import type { FollowedAlert, Look } from '../../model/followed-alert.ts';
import type { Signal } from '../../model/signal.ts';
import { isStale } from './freshness.ts';

/**
 * When each rule that could be asked in a pass was asked; RFC 3339, UTC. `undefined`: it could not be, or its answer was cut off, so what it does not
 * mention may be there all the same. A rule that is not in here does not exist any more, or is turned off.
 */
export type AskedRules = ReadonlyMap<string, string | undefined>;

/** When a pass takes place, and what was asked before it. */
export interface Sight {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  readonly asked: AskedRules;
}

/** What a pass sees of one subject. Undefined: nothing, or nothing that is fresh enough. */
export function lookAt(signal: Signal, everyMs: number, { nowMs }: Sight): Look | undefined {
  const at = instant(Math.min(Date.parse(signal.observedAt), nowMs));
  const outcome = signal.outcome === 'inapplicable' ? 'passed' : signal.outcome;
  const look = { outcome, at };
  return isStale(look, everyMs, nowMs) ? undefined : look;
}

/** What a pass sees of a subject that its rule did not mention: it is gone, as if it had passed, where the rule said all that it has to say. */
export function lookAtAbsent({ alert }: FollowedAlert, { asked }: Sight): Look | undefined {
  const at = asked.get(alert.rule);
  return at === undefined ? undefined : { outcome: 'passed', at };
}

/** Is a look newer than what is known? */
export function isNews(look: Look | undefined, known: Look): look is Look {
  return look !== undefined && look.at > known.at;
}
