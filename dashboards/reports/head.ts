import type { SignedHead } from '../../model/review-head.ts';
import type { Block } from './document/document.ts';
import type { Tongue } from './words/tongue.ts';

/** What a report proves about the review log. Absent head: the log has no rows. */
export function headBlocks(head: SignedHead | undefined, { words, form }: Tongue): readonly Block[] {
  const { reviewLog, noHead, headProof, headCheck, chain, key, signature } = words.frame;
  const section = { kind: 'section', title: reviewLog } as const;
  if (head === undefined) return [section, { kind: 'paragraph', text: noHead }];
  const rows = words.frame.head({ at: form.moment(head.at), rows: form.number(head.count) });
  return [
    section,
    { kind: 'paragraph', text: [rows, { code: head.hash }, headProof] },
    {
      kind: 'facts',
      facts: [
        [chain, [{ code: head.chain }]],
        [key, [{ code: head.key }]],
        [signature, [{ code: head.signature }]],
      ],
    },
    { kind: 'paragraph', text: [`${headCheck} `, { code: 'fediscope verify-log --head <file>' }] },
  ];
}

/** The same as the text of one cell. */
export function headText(head: SignedHead | undefined, { words, form }: Tongue): string {
  if (head === undefined) return words.frame.noRows;
  const { count, hash, chain, signature } = head;
  return words.frame.headCell({ rows: form.number(count), hash, chain, signature });
}
