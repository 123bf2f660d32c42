import { instant } from '../../model/clock.ts';
import { periodMs } from './periods.ts';

/** A stretch of time, RFC 3339, to the period; `end` does not belong to it. */
export interface Stretch {
  readonly begin: string;
  readonly end: string;
}

/** Groups periods that follow on each other. `startOf`: when one begins, epoch milliseconds, ascending. */
export function runs<Each>(periods: readonly Each[], startOf: (each: Each) => number): readonly Each[][] {
  const found: Each[][] = [];
  let next: number | undefined;
  for (const each of periods) {
    const start = startOf(each);
    if (start === next) found.at(-1)?.push(each);
    else found.push([each]);
    next = start + periodMs;
  }
  return found;
}

/** The stretches that some periods make up. `starts`: epoch milliseconds, ascending. */
export function stretchesOf(starts: readonly number[]): readonly Stretch[] {
  return runs(starts, (start) => start).map((run) => stretchOf(run));
}

/** From the first period of a run to the end of its last. */
export function stretchOf(run: readonly number[]): Stretch {
  const [first = 0, last = first] = [run[0], run.at(-1)];
  return { begin: instant(first), end: instant(last + periodMs) };
}
