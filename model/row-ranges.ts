/** Rows of one chain as upkeep names them: `<chain>:3-5,9`. `seqs`: ascending. */
export function rowRanges(chain: string, seqs: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const seq of seqs) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === seq - 1) open[1] = seq;
    else ranges.push([seq, seq]);
  }
  const written = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return `${chain}:${written.join(',')}`;
}

const maxRows = 1_000_000;

/** The places (`chain:seq`) that such a text names; none where it is no such text, or names more than a million rows. */
export function readRowRanges(text: string): readonly string[] {
  const [, chain = '', list = ''] = /^([0-9a-f]{1,64}):([0-9,-]+)$/.exec(text) ?? [];
  const ranges = list.split(',').map((range) => range.split('-').map(Number));
  let rows = 0;
  for (const [first = 0, last = first] of ranges) rows += Math.max(0, last - first + 1);
  if (chain === '' || rows > maxRows) return [];
  return ranges.flatMap(([first = 0, last = first]) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${chain}:${first + index}`),
  );
}
