import { type Markup, markup } from '../markup.ts';

/** A long list on a page that shows its beginning. `whole`: the address at which all of it stands; absent: here. */
export interface Cut<Row> {
  readonly rows: readonly Row[];
  readonly most: number;
  readonly whole: string | undefined;
}

/** What the page shows of it. */
export function shownOf<Row>({ rows, most, whole }: Cut<Row>): readonly Row[] {
  return whole === undefined ? rows : rows.slice(0, most);
}

/** How much of it is shown, and the way to all. Undefined: all is shown. `which`: what those that are shown are, such as "most urgent". */
export function wayToAll<Row>(cut: Cut<Row>, which: string): Markup | undefined {
  const { rows, whole } = cut;
  const shown = shownOf(cut).length;
  if (whole === undefined || shown === rows.length) return undefined;
  return markup`<p>The ${shown} ${which} of ${rows.length} are shown. <a href="${whole}">Show all ${rows.length}</a></p>`;
}
