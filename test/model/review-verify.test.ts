import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Review } from '../../model/review.ts';
import { reviewHash } from '../../model/review-chain.ts';
import { chainOfKey, headFault, signedHeadSchema, signHead } from '../../model/review-head.ts';
import { reviewStandings } from '../../model/review-standing.ts';
import { verifyReviews } from '../../model/review-verify.ts';
import { rowRanges } from '../../model/row-ranges.ts';
import { aChain, anEntry, chain } from './reviews.ts';

const kindsOf = (rows: readonly Review[]) => verifyReviews(rows).map(({ seq, kind }) => [seq, kind]);
const five = () => aChain(['a', 'b', 'c', 'd', 'e'].map((text) => anEntry({ act: 'note', text })));

describe('the chain of reviews', () => {
  it('has nothing to say about rows as they were written', () => {
    expect(verifyReviews(five())).toEqual([]);
    expect(verifyReviews([])).toEqual([]);
  });

  it.each([
    ['text', { text: 'c!' }],
    ['person', { by: 'lee' }],
    ['subject', { subject: { kind: 'alert', id: 'x' } }],
    ['act', { act: 'resolved' }],
    ['instant', { at: '2026-11-20T09:00:00.000Z' }],
    ['seal', { sealed: { by: 'f'.repeat(64), subject: 'f'.repeat(64), text: 'f'.repeat(64) } }],
  ] as const)('notices a changed %s', (_what, change) => {
    expect(kindsOf(five().with(2, { ...five()[2]!, ...change }))).toEqual([[3, 'changed']]);
  });

  it('notices a row that was written anew with a right hash, by the row behind it', () => {
    const [, , third] = aChain(['a', 'b', 'other'].map((text) => anEntry({ act: 'note', text })));

    expect(kindsOf(five().with(2, third!))).toEqual([[4, 'removed']]);
  });

  it('notices a removed row, also when the rows behind it were given new numbers', () => {
    const removed = five().toSpliced(2, 1);
    const renumbered = removed.map((row, index) => ({ ...row, seq: index + 1 }));

    expect(kindsOf(removed)).toEqual([[4, 'removed']]);
    expect(kindsOf(renumbered)).toContainEqual([3, 'changed']);
    expect(kindsOf(five().slice(1))).toEqual([[2, 'removed']]);
  });

  it('notices rows that changed places', () => {
    const [first, second, third, ...others] = five();
    const swapped = [first!, { ...third!, seq: 2 }, { ...second!, seq: 3 }, ...others];

    expect(kindsOf(swapped)).toEqual([
      [2, 'reordered'],
      [3, 'reordered'],
      [4, 'reordered'],
    ]);
  });

  it('notices two rows of one number', () => {
    expect(kindsOf(five().toSpliced(2, 0, five()[1]!))).toEqual([[2, 'repeated']]);
  });

  it('takes a row that follows another chain for what it is', () => {
    const other = aChain([anEntry()], 'cd'.repeat(16));

    expect(verifyReviews([...five(), ...other])).toEqual([]);
  });
});

describe('erased fields', () => {
  const erase = (row: Review): Review => {
    const { subject: _s, text: _t, ...rest } = row;
    return { ...rest, salts: { ...row.salts, subject: '', text: '' } };
  };
  const record = anEntry({ act: 'erased', subject: { kind: 'rows', id: rowRanges(chain, [1, 2]) } });

  it('leave a chain that verifies, when a row says that they were erased', () => {
    const rows = aChain([anEntry(), anEntry({ act: 'note', text: 'secret' }), record]);

    expect(verifyReviews(rows.map((row) => (row.seq < 3 ? erase(row) : row)))).toEqual([]);
  });

  it('are a fault when no row says so', () => {
    const rows = aChain([anEntry(), anEntry(), anEntry(), record]);

    expect(kindsOf(rows.with(2, erase(rows[2]!)))).toEqual([[3, 'erased-in-silence']]);
    expect(kindsOf(rows.with(0, { ...rows[0]!, by: 'x', salts: { ...rows[0]!.salts, by: '' } }))).toEqual([
      [1, 'erased-in-silence'],
    ]);
  });

  it('are a fault where something else stands in their place, whatever a row says', () => {
    const rows = aChain([anEntry(), anEntry({ act: 'note', text: 'secret' }), record]);
    const [first, second] = rows.slice(0, 2).map(erase);

    const subject = { kind: 'alert', id: 'another' } as const;
    expect(kindsOf([{ ...first!, subject }, second!, rows[2]!])).toEqual([[1, 'changed']]);
    expect(kindsOf([first!, { ...second!, text: 'another' }, rows[2]!])).toEqual([[2, 'changed']]);
  });

  it('say nothing of a subject that somebody put in their place', () => {
    const [first] = aChain([anEntry({ act: 'dismissed', text: 'no' })]);
    const subject = { kind: 'alert', id: 'another' } as const;

    expect(reviewStandings([{ ...erase(first!), subject }]).size).toBe(0);
  });

  it('hide an assignee as well as who assigned, and no other person stands there', () => {
    const subject = { kind: 'rows', id: rowRanges(chain, [1]) } as const;
    const rows = aChain([
      anEntry({ act: 'assigned', text: 'robin' }),
      anEntry({ act: 'pseudonymised', subject }),
    ]);
    const salts = { ...rows[0]!.salts, by: '', text: '' };
    const hidden = { ...rows[0]!, by: 'person-1', text: 'person-2', salts };

    expect(kindsOf(rows.with(0, hidden))).toEqual([]);
    expect(kindsOf([hidden])).toEqual([[1, 'erased-in-silence']]);
    expect(kindsOf(rows.with(0, { ...hidden, by: 'lee' }))).toEqual([[1, 'changed']]);
    expect(kindsOf(rows.with(0, { ...hidden, text: 'lee' }))).toEqual([[1, 'changed']]);
  });

  it('can be pseudonyms of people', () => {
    const subject = { kind: 'rows', id: rowRanges(chain, [1]) } as const;
    const rows = aChain([anEntry(), anEntry({ act: 'pseudonymised', subject })]);

    const hidden = { ...rows[0]!, by: 'person-1', salts: { ...rows[0]!.salts, by: '' } };

    expect(verifyReviews(rows.with(0, hidden))).toEqual([]);
  });
});

describe('a signed head', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const own = aChain(
    ['a', 'b', 'c'].map((text) => anEntry({ act: 'note', text })),
    chainOfKey(publicKey),
  );
  const last = own[2]!;
  const head = { chain: last.chain, count: 3, hash: last.hash, at: last.at };
  const signed = signHead(head, privateKey);

  it('agrees with the chain, and with what was appended since', () => {
    expect(headFault(signed, own)).toBeUndefined();
    expect(signedHeadSchema.parse(JSON.parse(JSON.stringify(signed)))).toEqual(signed);
  });

  it('notices that the tail was removed, which the chain alone cannot show', () => {
    expect(verifyReviews(own.slice(0, 2))).toEqual([]);
    expect(headFault(signed, own.slice(0, 2))).toBe('shortened');
  });

  it('notices that everything was written anew', () => {
    const anew = aChain(
      ['x', 'y', 'z', 'more'].map((text) => anEntry({ act: 'note', text })),
      last.chain,
    );

    expect(verifyReviews(anew)).toEqual([]);
    expect(headFault(signed, anew)).toBe('rewritten');
  });

  it('is worth nothing when it was changed or signed by somebody else', () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;

    expect(headFault({ ...signed, count: 2 }, own)).toBe('forged');
    expect(headFault({ ...signed, key: 'AAAA' }, own)).toBe('forged');
    expect(headFault(signHead(head, stranger), own)).toBe('foreign');
  });
});

it('the hash is over the canonical JSON of what a row seals', () => {
  const [row] = five();

  expect(reviewHash(row!)).toBe(row!.hash);
  expect(row!.hash).toMatch(/^[0-9a-f]{64}$/);
});
