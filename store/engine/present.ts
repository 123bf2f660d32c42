import { type Clock, instant } from '../../model/clock.ts';
import { columnInstant } from './engine.ts';

/** What differs between clocks of machines that keep time, in milliseconds. */
export const clockToleranceMs = 60_000;

/** The end of the present as a column takes it: what is dated later was written under a clock that was ahead. */
export function presentEnd(clock: Clock): string {
  return columnInstant(instant(clock.now() + clockToleranceMs));
}
