/** The middle of some numbers, and how far apart the outer ones are. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Median and extremes. @throws {RangeError} when there are no numbers. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor(sorted.length / 2)];
  if (least === undefined || most === undefined || median === undefined)
    throw new RangeError('a spread of no numbers');
  return { median, least, most };
}

/** One after the other, in turns, so that whatever else the machine does meets both. Each side says what it cost. */
export async function inPairs(
  pairs: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<readonly (readonly [ours: number, theirs: number])[]> {
  const measured: (readonly [number, number])[] = [];
  for (let pair = 0; pair < pairs; pair += 1) measured.push([await ours(), await theirs()]);
  return measured;
}
