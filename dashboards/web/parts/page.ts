import { type Markup, markup } from '../markup.ts';

/** Links to the pages of a list, and which rows of how many are shown. */
export function pager(page: Page, linkTo: (page: number) => string): Markup {
  const from = page.total === 0 ? 0 : page.offset + 1;
  const to = Math.min(page.offset + page.size, page.total);
  const number = page.offset / page.size + 1;
  return markup`<nav class="pager" aria-label="Pages">
<span>${from} to ${to} of ${page.total}</span>
${number > 1 && markup`<a rel="prev" href="${linkTo(number - 1)}">Previous</a>`}
${to < page.total && markup`<a rel="next" href="${linkTo(number + 1)}">Next</a>`}
</nav>`;
}

/** A cut of a list. `total`: of the whole list. */
export interface Page {
  readonly offset: number;
  readonly size: number;
  readonly total: number;
}

/** The cut that a page number asks for; what is no page number is the first, what lies behind the end is the last. */
export function pageOf(asked: string | undefined, size: number, total: number): Page {
  const last = Math.max(1, Math.ceil(total / size));
  const number = /^[1-9]\d{0,6}$/.test(asked ?? '') ? Math.min(Number(asked), last) : 1;
  return { offset: (number - 1) * size, size, total };
}
