import type { Observation } from '../../model/observation.ts';
import { freshMs } from './voice.ts';

/**
 * How far back counts what vantages saw of a server, in epoch milliseconds: whatever it was, two of the longest periods before the newest visit, and what
 * answers a question, also further back, as long as it can be fresh beside the newest answer. -Infinity: nothing was seen.
 */
export interface Horizon {
  readonly anythingMs: number;
  /** How far that is before the newest visit. */
  readonly longestMs: number;
  /** By probe. */
  readonly answersMs: ReadonlyMap<string, number>;
}

/** The horizon of a server. `newest`: the newest observation of each probe from anywhere; what was missed is none. */
export function horizonOf(newest: Iterable<Observation>, periodMs: (probe: string) => number): Horizon {
  const told = [...newest].filter(({ outcome }) => outcome !== 'missed');
  const longestMs = freshMs(Math.max(0, ...told.map(({ probe }) => periodMs(probe))));
  return {
    anythingMs: Math.max(...told.map(slotMs)) - longestMs,
    longestMs,
    answersMs: new Map(told.map((each) => [each.probe, slotMs(each) - freshMs(periodMs(each.probe))])),
  };
}

/** Does it count? A live judgement and one that is made again read different amounts of the past; both take into account what this lets through. */
export function isWithin({ anythingMs, answersMs }: Horizon, seen: Observation): boolean {
  return slotMs(seen) >= Math.min(anythingMs, answersMs.get(seen.probe) ?? anythingMs);
}

/** Was anything seen within it? What saw nothing for so long has no voice, whatever kept it away: its last visit need not be read. */
export function isKept({ anythingMs }: Horizon, seen: Iterable<Observation>): boolean {
  return [...seen].some((each) => slotMs(each) >= anythingMs);
}

function slotMs({ scheduledAt }: Observation): number {
  return Date.parse(scheduledAt);
}
