/** A word that agrees with a number as people read it: `one` beside 1, else `many`. */
export function agreeing(count: string, one: string, many: string): string {
  return count === '1' ? one : many;
}
