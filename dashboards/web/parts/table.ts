import { type Content, type Markup, markup } from '../markup.ts';

/** A table whose first column names the row. Every row has as many cells as there are columns. */
export interface Table {
  readonly caption: Content;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Content[])[];
}

/** Explicit roles keep it a table for assistive software on phones, where rows are laid out as cards. */
export function table({ caption, columns, rows }: Table): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="Table: ${caption}"><table role="table" class="cards">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map((name) => markup`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((cells) => row(columns, cells))}</tbody>
</table></div>`;
}

function row(columns: readonly string[], cells: readonly Content[]): Markup {
  const [first, ...rest] = cells;
  return markup`<tr role="row"><th role="rowheader" scope="row">${first}</th>${rest.map(
    (cell, index) => markup`<td role="cell" data-label="${columns[index + 1]}"><div>${cell}</div></td>`,
  )}</tr>
`;
}
