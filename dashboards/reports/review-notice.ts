import type { Block } from './document/document.ts';
import type { Tongue } from './words/tongue.ts';

/** Says of a translation that a lawyer has to read it; nothing in the language in which the words were written. */
export function reviewLines({ words }: Tongue): readonly string[] {
  const { toReview } = words.frame;
  return toReview === '' ? [] : [toReview];
}

/** The same as blocks of a report. */
export function reviewBlocks(tongue: Tongue): readonly Block[] {
  return reviewLines(tongue).map((text) => ({ kind: 'notice', text }));
}

/** The same as a member of a report as data. */
export function reviewMember(tongue: Tongue): { readonly translation?: string } {
  const [translation] = reviewLines(tongue);
  return translation === undefined ? {} : { translation };
}
