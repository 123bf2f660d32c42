import { describe, expect, it } from 'vitest';
import { refuseEntry, reviewSubjectKey } from '../../model/review.ts';
import { reviewStandings } from '../../model/review-standing.ts';
import { readRowRanges, rowRanges } from '../../model/row-ranges.ts';
import { aChain, anEntry } from './reviews.ts';

const standingAfter = (...entries: Parameters<typeof anEntry>[0][]) =>
  reviewStandings(aChain(entries.map((changes) => anEntry(changes)))).get(
    reviewSubjectKey(anEntry().subject),
  )!;

describe('where a subject stands', () => {
  it('follows the newest state, and keeps the whole history', () => {
    const standing = standingAfter({}, { act: 'watching' }, { act: 'resolved' });

    expect(standing).toMatchObject({ state: 'resolved', since: '2026-11-20T10:02:00.000Z' });
    expect(standing.history.map(({ act }) => act)).toEqual(['acknowledged', 'watching', 'resolved']);
  });

  it('has a reason exactly while it is dismissed', () => {
    const dismissed = { act: 'dismissed', text: 'known' } as const;

    expect(standingAfter(dismissed)).toMatchObject({ state: 'dismissed', reason: 'known' });
    expect(standingAfter(dismissed, { act: 'new' })).not.toHaveProperty('reason');
  });

  it('keeps assignee, note and rebuttal beside the state', () => {
    const standing = standingAfter(
      { act: 'assigned', text: 'lee' },
      { act: 'note', text: 'first' },
      { act: 'note', text: 'second' },
      { act: 'rebuttal', text: 'we disagree' },
    );

    expect(standing).toMatchObject({
      state: 'new',
      assignee: 'lee',
      note: 'second',
      rebuttal: 'we disagree',
    });
    expect(standingAfter({ act: 'assigned', text: 'lee' }, { act: 'assigned' })).not.toHaveProperty(
      'assignee',
    );
  });

  it('is told apart by kind, server and id; upkeep is no subject', () => {
    const upkeep = { act: 'erased', subject: { kind: 'rows', id: 'ab:1' } } as const;
    const standings = reviewStandings(
      aChain([anEntry(), anEntry({ subject: { kind: 'alert', id: 'a' } }), anEntry(upkeep)]),
    );

    expect(standings.size).toBe(2);
  });
});

describe('an entry', () => {
  it.each([
    ['a dismissal without a reason', { act: 'dismissed' }, 'reason'],
    ['an empty note', { act: 'note', text: ' ' }, 'no text'],
    ['nobody', { by: ' ' }, 'who did it'],
    ['a text without end', { act: 'note', text: 'x'.repeat(2_001) }, '2000'],
  ] as const)('is refused with %s', (_what, changes, says) => {
    expect(refuseEntry(anEntry(changes))).toContain(says);
  });

  it('is taken without a text where none is needed', () => {
    expect(refuseEntry(anEntry())).toBeUndefined();
  });
});

describe('rows that upkeep names', () => {
  it('are written as ranges and read back', () => {
    expect(rowRanges('ab', [1, 3, 4, 5, 9])).toBe('ab:1,3-5,9');
    expect(readRowRanges('ab:1,3-5,9')).toEqual(['ab:1', 'ab:3', 'ab:4', 'ab:5', 'ab:9']);
  });

  it('are none in a text without end or sense', () => {
    expect(readRowRanges('ab:1-99999999999')).toEqual([]);
    expect(readRowRanges('nonsense')).toEqual([]);
  });
});
