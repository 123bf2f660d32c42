import { describe, expect, test } from 'vitest';
import { confirmed } from '../../analyzer/confirm.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { instant } from '../../model/clock.ts';
import type { Observation } from '../../model/observation.ts';
import { aServer, noon, observed } from '../../rules/given/builders.ts';
import { aTls } from '../../rules/given/certificates.ts';
import { nodeInfoOf } from '../../rules/given/documents.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../../rules/rule.ts';
import type { FirstOrder } from '../../store/store.ts';

const about = {
  id: 'test.rule',
  version: 1,
  title: 'A rule',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [{ title: 'Test', url: 'https://example.org/' }],
  breaks: 'Nobody.',
  advice: 'Nothing.',
} as const;

const hoursAgo = (hours: number) => instant(Date.parse(noon) - hours * 3_600_000);

/** A store with some observations of one server. */
function storeOf(...stored: readonly Observation[]) {
  const asked: string[] = [];
  return {
    asked,
    latestBefore: async (_server: string, at: string) => {
      asked.push(at);
      return stored
        .filter(({ startedAt }) => startedAt <= at)
        .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
        .slice(-1);
    },
    firstSince: async ({ probes, since, until }: FirstOrder) => {
      asked.push(`${since} to ${until}`);
      return stored
        .filter(({ probe, startedAt }) => probes.includes(probe) && startedAt >= since && startedAt <= until)
        .slice(0, 1);
    },
  };
}

describe('a failure that wants three observations', () => {
  const rule = defineRule({
    ...about,
    confirmAfterHours: 72,
    confirmTimes: 3,
    needs: ['tls'],
    check: ({ tls }) => (tls.data.sessions.length === 0 ? failed('no session') : passedBecause('a session')),
  });
  const down = (hours: number) => observed('tls', { sessions: [] }, { startedAt: hoursAgo(hours) });
  const up = (hours: number) => observed('tls', aTls(), { startedAt: hoursAgo(hours) });
  const known = { snapshot: snapshotOf(aServer, [down(0)]), previous: [] };

  test('looks back step by step from each observation to the one before', async () => {
    const store = storeOf(down(100), down(60), down(30));
    const { findings } = await confirmed({ store, rules: [rule] }, aServer, known);

    expect(store.asked).toEqual([hoursAgo(36), hoursAgo(96)]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(findings[0]?.evidence).toHaveLength(3);
  });

  test('stops where the server was well', async () => {
    const store = storeOf(down(100), up(60));
    const { findings } = await confirmed({ store, rules: [rule] }, aServer, known);

    expect(store.asked).toEqual([hoursAgo(36)]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['cannot-tell']);
  });

  test('asks nothing where nothing waits', async () => {
    const store = storeOf(up(30));
    await confirmed({ store, rules: [rule] }, aServer, {
      snapshot: snapshotOf(aServer, [up(0)]),
      previous: [],
    });

    expect(store.asked).toEqual([]);
  });
});

describe('a rule that asks how it was', () => {
  const since = hoursAgo(48);
  const rule = defineRule({
    ...about,
    needs: ['nodeinfo'],
    recalls: ['nodeinfo'],
    check: ({ recalled }) =>
      recalled.nodeinfo === undefined
        ? { ...cannotTell('not without the past'), recall: since }
        : passedBecause(recalled.nodeinfo.startedAt),
  });
  const at = (hours: number) => observed('nodeinfo', nodeInfoOf('mastodon'), { startedAt: hoursAgo(hours) });
  const known = { snapshot: snapshotOf(aServer, [at(0)]), previous: [] };

  test('sees the first observation since then, and names it as evidence', async () => {
    const store = storeOf(at(50), at(40), at(20));
    const { findings } = await confirmed({ store, rules: [rule] }, aServer, known);

    expect(store.asked).toEqual([`${since} to ${noon}`]);
    expect(findings).toMatchObject([{ outcome: 'passed', because: hoursAgo(40) }]);
    expect(findings[0]?.evidence).toHaveLength(2);
  });

  test.each([
    ['nothing was seen since then', storeOf(at(50))],
    ['only the newest was', storeOf(at(0))],
    ['it was data of another version', storeOf({ ...at(40), probeVersion: 9 })],
  ])('answers without it where %s', async (_name, store) => {
    const { findings } = await confirmed({ store, rules: [rule] }, aServer, known);

    expect(findings).toMatchObject([{ outcome: 'cannot-tell', because: 'not without the past' }]);
  });
});
