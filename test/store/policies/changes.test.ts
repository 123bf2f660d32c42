import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyChange, Reading } from '../../../model/policy.ts';
import { openStore } from '../../../store/open.ts';
import { encodeBatch } from '../../../store/spool/segment.ts';
import { clock, host, keptLog } from '../examples.ts';
import { storeDirectory } from '../furnished.ts';
import { against, aList } from './lists.ts';

const cut = { limit: 100, offset: 0 };
const ever = '2025-01-01T00:00:00.000Z';

let store: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
});
afterAll(() => store.close());

const told = ({ kind, subject, changedAt }: PolicyChange) => [
  kind,
  subject?.kind === 'host' ? subject.host : '',
  changedAt.slice(8, 10),
];
async function changesOf(observer: string) {
  return (await store.policyChanges({ since: ever, observer: host(observer) }, cut)).map(told);
}
async function namesOf(observer: string) {
  const policies = await store.policiesOf(host(observer), cut);
  return policies.map(({ subject }) => (subject.kind === 'host' ? subject.host : subject.kind));
}

describe('changes of a list', () => {
  it('tells nothing of the first reading, and of the second exactly what is different', async () => {
    await store.recordPolicies([aList('one.example', 1, [against('a.example'), against('b.example')])]);
    expect(await changesOf('one.example')).toEqual([]);
    expect(await namesOf('one.example')).toEqual(['a.example', 'b.example']);

    const next = [against('a.example', 'limit'), against('c.example')];
    await store.recordPolicies([aList('one.example', 2, next)]);

    expect(await changesOf('one.example')).toEqual([
      ['level-changed', 'a.example', '02'],
      ['removed', 'b.example', '02'],
      ['added', 'c.example', '02'],
    ]);
    expect(await namesOf('one.example')).toEqual(['a.example', 'c.example']);
  });

  it.each(['hidden', 'failed', 'declined', 'not-supported'] as const)(
    'takes a %s list for no unblock, and goes on where it left off',
    async (state) => {
      const observer = `${state}.example`;
      await store.recordPolicies([aList(observer, 1, [against('a.example')])]);
      await store.recordPolicies([aList(observer, 2, [], { state, digest: '' })]);
      expect(await changesOf(observer)).toEqual([]);
      expect(await namesOf(observer)).toEqual(['a.example']);

      await store.recordPolicies([aList(observer, 3, [against('a.example'), against('b.example')])]);
      expect(await changesOf(observer)).toEqual([['added', 'b.example', '03']]);
    },
  );

  it('tells one change of a server that turns to an allow list, not one for each entry', async () => {
    const observer = 'flip.example';
    const many = Array.from({ length: 50 }, (_, number) => against(`n${number}.example`));
    await store.recordPolicies([aList(observer, 1, many)]);
    await store.recordPolicies([aList(observer, 2, [], { mode: 'allow-list' })]);
    await store.recordPolicies([aList(observer, 3, many)]);

    const changes = await store.policyChanges({ since: ever, observer: host(observer) }, cut);
    expect(changes.map(({ kind, modeBefore, modeAfter }) => [kind, modeBefore, modeAfter])).toEqual([
      ['mode-changed', 'open', 'allow-list'],
      ['mode-changed', 'allow-list', 'open'],
    ]);
    expect(await namesOf(observer)).toHaveLength(50);
  });

  it('takes nothing off a list that a server with an allow-list needs no more, and keeps when it was seen', async () => {
    const observer = 'walls.example';
    const [own, other] = [against('own.walls.example'), against('other.walls.example')];
    const about = async () => (await store.policiesAbout(host('own.walls.example')))[0];
    await store.recordPolicies([aList(observer, 1, [own, other])]);
    await store.recordPolicies([aList(observer, 2, [other], { mode: 'allow-list' })]);
    await store.recordPolicies([aList(observer, 3, [], { mode: 'allow-list' })]);

    const day = (number: number) => `2025-11-0${number}T10:00:00.000Z`;
    expect(await about()).toMatchObject({ firstSeen: day(1), lastSeen: day(1) });
    const kinds = async () =>
      (await store.policyChanges({ since: ever, observer: host(observer) }, cut)).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['mode-changed']);

    await store.recordPolicies([aList(observer, 4, [own])]);
    expect(await kinds()).toEqual(['mode-changed', 'mode-changed']);
    expect(await about()).toMatchObject({ firstSeen: day(1), lastSeen: day(4) });
    expect(await store.policiesAbout(host('other.walls.example'))).toEqual([]);
  });

  it('compares no list with one that was read in part, nor with one of other software', async () => {
    const observer = 'part.example';
    await store.recordPolicies([aList(observer, 1, [against('a.example')])]);
    await store.recordPolicies([aList(observer, 2, [against('b.example')], { state: 'partial' })]);
    expect(await namesOf(observer)).toEqual(['a.example', 'b.example']);
    await store.recordPolicies([aList(observer, 3, [against('c.example')], { origin: 'gotosocial' })]);

    expect(await changesOf(observer)).toEqual([]);
    expect(await namesOf(observer)).toEqual(['c.example']);
  });

  it('takes nothing off a list that goes on where we stopped, and keeps when each entry was seen', async () => {
    const observer = 'long.example';
    const part = { state: 'partial', truncated: true } as const;
    const [a, b] = [against('a.long.example'), against('b.long.example')];
    const about = async (name: string) => (await store.policiesAbout(host(`${name}.long.example`)))[0];
    const day = (number: number) => `2025-11-0${number}T10:00:00.000Z`;
    await store.recordPolicies([aList(observer, 1, [a, b], part)]);
    await store.recordPolicies([aList(observer, 2, [a, b], part)]);
    await store.recordPolicies([aList(observer, 3, [b], part)]);
    await store.recordPolicies([aList(observer, 4, [b, against('c.long.example')], part)]);

    expect(await about('a')).toMatchObject({
      firstSeen: day(1),
      lastSeen: day(2),
      partial: true,
      unseen: true,
    });
    expect(await about('b')).toMatchObject({ firstSeen: day(1), lastSeen: day(4) });
    expect(await about('b')).not.toHaveProperty('unseen');

    await store.recordPolicies([aList(observer, 5, [a], part)]);
    expect(await about('a')).toMatchObject({ firstSeen: day(1), lastSeen: day(5) });
    expect(await about('b')).toMatchObject({ firstSeen: day(1), lastSeen: day(4) });

    await store.recordPolicies([aList(observer, 6, [a])]);
    expect(await about('b')).toBeUndefined();
    const [ended] = await store.policiesAbout(host('b.long.example'), { ended: true });
    expect(ended).toMatchObject({ lastSeen: day(4), endedAt: day(6) });
    expect(ended).not.toHaveProperty('unseen');
    expect(await changesOf(observer)).toEqual([]);
  });

  it('ends what is missing once the same entries are read to their end', async () => {
    const observer = 'same.example';
    const [a, b] = [against('a.same.example'), against('b.same.example')];
    const part = { state: 'partial' } as const;
    await store.recordPolicies([aList(observer, 1, [a, b], { ...part, truncated: true })]);
    await store.recordPolicies([aList(observer, 2, [b], { ...part, truncated: true })]);
    expect(await namesOf(observer)).toEqual(['a.same.example', 'b.same.example']);

    await store.recordPolicies([aList(observer, 3, [b], part)]);
    expect(await namesOf(observer)).toEqual(['b.same.example']);
  });

  it('ends nothing that another way to read the list, cut off, does not come to', async () => {
    const observer = 'other-way.example';
    const [a, b] = [against('a.other-way.example'), against('b.other-way.example')];
    const cutOff = { state: 'partial', truncated: true, origin: 'misskey-blocks' } as const;
    const about = async (name: string) => store.policiesAbout(host(`${name}.other-way.example`));
    await store.recordPolicies([aList(observer, 1, [a, b], { origin: 'misskey' })]);
    await store.recordPolicies([aList(observer, 2, [b], cutOff)]);
    await store.recordPolicies([aList(observer, 3, [b], cutOff)]);

    expect(await about('a')).toMatchObject([{ lastSeen: '2025-11-01T10:00:00.000Z', unseen: true }]);
    const [read, ...more] = await about('b');
    expect(more).toEqual([]);
    expect(read).toMatchObject({ origin: 'misskey-blocks', firstSeen: '2025-11-01T10:00:00.000Z' });

    await store.recordPolicies([aList(observer, 4, [b], { origin: 'misskey-blocks' })]);
    expect(await about('a')).toEqual([]);
    expect(await about('b')).toHaveLength(1);
    expect(await changesOf(observer)).toEqual([]);
  });

  it('cannot tell of what a list that became too long to be read whole does not come to any more', async () => {
    const observer = 'grown.example';
    const names = ['a', 'b', 'c'].map((name) => `${name}.grown.example`);
    const [a, b, c] = names.map((name) => against(name));
    const cutOff = { state: 'partial', truncated: true } as const;
    const about = async (name: string) => store.policiesAbout(host(`${name}.grown.example`));
    const day = (number: number) => `2025-11-0${number}T10:00:00.000Z`;
    await store.recordPolicies([aList(observer, 1, [a!, b!, c!])]);
    await store.recordPolicies([aList(observer, 2, [c!], cutOff)]);
    await store.recordPolicies([aList(observer, 3, [c!], cutOff)]);
    for (const name of ['a', 'b'])
      expect(await about(name)).toMatchObject([{ partial: false, lastSeen: day(1), unseen: true }]);
    expect((await about('c')).filter(({ unseen }) => unseen)).toEqual([]);

    await store.recordPolicies([aList(observer, 4, [a!, c!])]);
    const [again, ...more] = await about('a');
    expect(again).toMatchObject({ partial: false, firstSeen: day(1), lastSeen: day(4) });
    expect([again?.unseen, more]).toEqual([undefined, []]);
    expect(await about('b')).toEqual([]);
    expect(await changesOf(observer)).toEqual([['removed', 'b.grown.example', '04']]);
  });

  it('tells nothing new of a list that was read in another way for a day', async () => {
    const observer = 'blink.example';
    const both = [against('a.blink.example'), against('b.blink.example')];
    await store.recordPolicies([aList(observer, 1, both)]);
    await store.recordPolicies([aList(observer, 2, both, { origin: 'mastodon-like' })]);
    await store.recordPolicies([aList(observer, 3, both)]);

    expect(await changesOf(observer)).toEqual([]);
    const [about] = await store.policiesAbout(host('a.blink.example'));
    expect(about).toMatchObject({ origin: 'mastodon', firstSeen: '2025-11-01T10:00:00.000Z' });

    await store.recordPolicies([aList(observer, 4, both.slice(1))]);
    expect(await changesOf(observer)).toEqual([['removed', 'a.blink.example', '04']]);
  });

  it('tells a change once, when the same reading comes again, alone or with the next one', async () => {
    const observer = 'again.example';
    const [first, second] = [1, 2].map((day) => aList(observer, day, [against(`day${day}.example`)]));
    await store.recordPolicies([first!]);
    await store.recordPolicies([second!]);
    await store.recordPolicies([second!, first!]);
    await store.recordPolicies([first!, second!]);

    expect(await changesOf(observer)).toEqual([
      ['removed', 'day1.example', '02'],
      ['added', 'day2.example', '02'],
    ]);
    expect(await namesOf(observer)).toEqual(['day2.example']);
  });

  it('keeps when an entry was first and last seen, and when it ended', async () => {
    const observer = 'dates.example';
    const both = [against('a.dates.example'), against('b.dates.example')];
    await store.recordPolicies([aList(observer, 1, both)]);
    await store.recordPolicies([aList(observer, 2, both)]);
    await store.recordPolicies([aList(observer, 3, both.slice(0, 1))]);

    const about = async (name: string) => (await store.policiesAbout(host(name), { ended: true }))[0];
    const day = (number: number) => `2025-11-0${number}T10:00:00.000Z`;
    expect(await about('a.dates.example')).toMatchObject({ firstSeen: day(1), lastSeen: day(3) });
    expect(await about('b.dates.example')).toMatchObject({
      firstSeen: day(1),
      lastSeen: day(2),
      endedAt: day(3),
    });
    expect(await store.policiesAbout(host('b.dates.example'))).toEqual([]);
  });

  it('marks what replayed history showed first, and not what was read live after it', async () => {
    const observer = 'past.example';
    const [a, b, c] = ['a', 'b', 'c'].map((name) => against(`${name}.past.example`));
    const replayed = { replayed: true } as const;
    await store.recordPolicies([aList(observer, 1, [a!], replayed)]);
    await store.recordPolicies([aList(observer, 2, [a!, b!], replayed)]);
    const limited = against('b.past.example', 'limit');
    await store.recordPolicies([aList(observer, 3, [a!, limited, c!])]);

    const about = async (name: string) => (await store.policiesAbout(host(`${name}.past.example`)))[0];
    const marks = (some: readonly { readonly replayed: boolean }[]) => some.map((one) => one.replayed);
    expect(marks(await store.policiesOf(host(observer), cut))).toEqual([true, true, false]);
    expect(marks([(await about('b'))!, (await about('c'))!])).toEqual([true, false]);
    const changes = await store.policyChanges({ since: ever, observer: host(observer) }, cut);
    expect(changes.map((change) => [...told(change), change.replayed])).toEqual([
      ['added', 'b.past.example', '02', true],
      ['level-changed', 'b.past.example', '03', false],
      ['added', 'c.past.example', '03', false],
    ]);
    expect(marks(await store.newestReadings([host(observer)]))).toEqual([false]);
  });

  it('takes a list that a spool kept from before lists had a mark for one that was read live', async () => {
    const { reading, entries } = aList('older.example', 1, [against('a.older.example')]);
    const { replayed: _, ...before } = reading;
    // as: an older version wrote no more
    const policies = [{ reading: before as Reading, entries }];
    const { parts } = encodeBatch({ observations: [], evidence: [], policies });
    await store.insertSegment({ id: 'older', parts: parts.filter(({ rows }) => rows > 0) });

    expect(await store.newestReadings([reading.observer])).toEqual([reading]);
    expect(await store.policiesOf(reading.observer, cut)).toMatchObject([{ replayed: false }]);
  });

  it('lets imported lists stand side by side', async () => {
    const observer = 'import.example';
    const imported = { source: 'list' } as const;
    await store.recordPolicies([
      aList(observer, 1, [against('a.example')], { ...imported, origin: 'first' }),
      aList(observer, 1, [against('b.example')], { ...imported, origin: 'second' }),
    ]);

    expect(await namesOf(observer)).toEqual(['a.example', 'b.example']);
  });
});
