import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** HTML that was built by `markup` and nothing else. */
export type Markup = HtmlEscapedString;

/** What may stand in a template: text is escaped, markup is not, absent and false are nothing. Unknown values do not compile. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/** Control and direction characters that could hide or reorder what a reader sees; tab and line feed stay. */
const invisible = /(?![\t\n])[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A text with its invisible characters spelled out, such as `[U+202E]`. */
export function reveal(text: string): string {
  return text.replace(
    invisible,
    (found) => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

function prepared(value: Content): unknown {
  if (Array.isArray(value)) return value.map(prepared);
  return typeof value === 'string' ? reveal(value) : value;
}

/** A tagged template: every text in it is escaped and shows its invisible characters. */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  // as: `html` answers a promise only when a value is one, and no Content is
  return html(strings, ...values.map(prepared)) as Markup;
}
