import { type Content, type Markup, markup } from '../markup.ts';

/** A part of a long page. `id`: where it begins. */
export interface SectionName {
  readonly id: string;
  readonly title: string;
}

/** What a long page has, with a way to each part of it. Parts that are not there are left out by the caller. */
export function contentsPart(sections: readonly SectionName[]): Markup {
  return markup`<nav class="contents" aria-label="On this page"><ul>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`;
}

/** A part that can be folded up. `isOpen`: from the beginning; absent: when somebody opens it, and on paper. */
export interface Fold extends SectionName {
  readonly isOpen?: boolean;
}

/** A part that is closed until somebody opens it. `holds`: how much is in it, in words. */
export function foldedPart({ id, title, isOpen = false }: Fold, holds: Content, body: Markup): Markup {
  return markup`<details class="group fold" id="${id}"${isOpen && markup` open`}><summary><h2>${title}</h2> <span class="count">${holds}</span></summary>${body}</details>`;
}
