import type { ReportLanguage } from '../words/language.ts';

/** A piece of a text: ours; `theirs`: what others wrote, which is never translated; `escaped`: ours with words of others in it; or code. */
export type Span =
  | string
  | { readonly theirs: string }
  | { readonly escaped: string }
  | { readonly code: string };

/** A text on one line. */
export type Line = string | readonly Span[];

/** A part of a report. `together`: on one sheet of paper where it fits. */
export type Block =
  | { readonly kind: 'section' | 'subsection'; readonly title: Line }
  | { readonly kind: 'paragraph' | 'notice'; readonly text: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Line[])[];
    }
  | { readonly kind: 'together'; readonly blocks: readonly Block[] };

/** One fact: its label, and what it says. */
export type Fact = readonly [label: string, value: Line];

/** A report in the words of its language, before it is HTML or Markdown. */
export interface ReportDocument {
  readonly language: ReportLanguage;
  readonly title: string;
  /** Text of the configuration. */
  readonly customer: string;
  /** From when to when, and when it was made. */
  readonly period: string;
  /** What stands on each sheet of paper in front of its number, such as "Page". */
  readonly page: string;
  /** What stands between a label and its value. */
  readonly colon: string;
  readonly blocks: readonly Block[];
}

/** The spans of a line. */
export function spansOf(line: Line): readonly Span[] {
  return typeof line === 'string' ? [line] : line;
}

/** A line as plain text. */
export function plainLine(line: Line): string {
  return spansOf(line)
    .map((span) => (typeof span === 'string' ? span : Object.values(span).join('')))
    .join('');
}
