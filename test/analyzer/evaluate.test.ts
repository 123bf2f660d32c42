import { describe, expect, test } from 'vitest';
import { evaluate } from '../../analyzer/evaluate.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { type FailureCode, failureCodes } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { aServer, observed, oneDomain, unobserved } from '../../rules/given/builders.ts';
import { aTls } from '../../rules/given/certificates.ts';
import { aNodeInfo, anActor, anInstanceApi, aWebFinger } from '../../rules/given/documents.ts';
import { rules } from '../../rules/index.ts';
import {
  defineRule,
  failed,
  inapplicable,
  passed,
  passedBecause,
  type ServerRule,
} from '../../rules/rule.ts';

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

const reached = defineRule({ ...about, needs: ['tls'], check: () => passedBecause('the rule was asked') });
const settled = defineRule({
  ...about,
  needs: [],
  settles: ['webfinger', 'nodeinfo'],
  check: ({ webfinger }) => (webfinger.ok ? passed : failed(webfinger.failure.detail)),
});
const either = { ...settled, quorum: 'any' } as const;

const judged = (rule: ServerRule, ...observations: readonly Observation[]) =>
  evaluate(rule, snapshotOf(aServer, observations)).verdict;

describe('what a rule needs', () => {
  test('with data, the rule is asked', () => {
    expect(judged(reached, observed('tls', aTls())).because).toBe('the rule was asked');
  });

  test.each(['connect-refused', 'robots-disallowed', 'visit-deadline', 'own-bug'] as const)(
    '%s leaves it open, with the reason',
    (code) => {
      const verdict = judged(reached, unobserved('tls', code));

      expect(verdict).toEqual({
        outcome: 'cannot-tell',
        because: `No data from tls: ${failureCodes[code].says}`,
      });
    },
  );

  test('never observed leaves it open', () => {
    expect(judged(reached)).toEqual({ outcome: 'cannot-tell', because: 'No observation of tls yet' });
  });
});

describe('what a rule settles', () => {
  const nodeinfo = observed('nodeinfo', aNodeInfo());

  test('a failure of the server is handed to the rule', () => {
    expect(judged(settled, unobserved('webfinger', 'http-not-found'), nodeinfo).outcome).toBe('failed');
  });

  test.each([
    'robots-disallowed',
    'opted-out',
    'retry-after',
    'crawl-delay',
    'address-forbidden',
    'prior-missing',
    'own-bug',
  ] as const)('%s settles nothing', (code) => {
    expect(judged(settled, unobserved('webfinger', code), nodeinfo).outcome).toBe('cannot-tell');
  });

  test('all of them must have been tried', () => {
    expect(judged(settled, observed('webfinger', aWebFinger())).outcome).toBe('cannot-tell');
  });

  test('one is enough where the rule says so, and the others are seen as failed', () => {
    expect(judged(either, observed('webfinger', aWebFinger())).outcome).toBe('passed');
    expect(judged(either, nodeinfo)).toEqual({ outcome: 'failed', because: 'not observed yet' });
    expect(judged(either, unobserved('nodeinfo', 'robots-disallowed')).outcome).toBe('cannot-tell');
  });
});

describe('whom a rule concerns', () => {
  test('appliesTo that says no is inapplicable, and the rule is not asked', () => {
    const rule = { ...reached, appliesTo: () => false };

    expect(judged(rule, observed('tls', aTls()))).toEqual({ outcome: 'inapplicable' });
  });

  test('concerns that says no is inapplicable, whatever was observed', () => {
    expect(judged({ ...reached, concerns: () => false }).outcome).toBe('inapplicable');
    expect(judged({ ...reached, concerns: () => true }).outcome).toBe('cannot-tell');
  });
});

describe('a rule that throws', () => {
  const broken = { ...reached, check: () => inapplicable((undefined as unknown as string).trim()) };

  test('is a bug of ours and says nothing about the server', () => {
    const { verdict, bug } = evaluate(broken, snapshotOf(aServer, [observed('tls', aTls())]));

    expect(verdict.outcome).toBe('cannot-tell');
    expect(verdict.because).toContain('nothing about the server');
    expect(bug).toBeInstanceOf(TypeError);
  });
});

describe('a rule that wants a second observation', () => {
  const noon = Date.parse('2026-06-01T12:00:00.000Z');
  const rule = defineRule({
    ...about,
    confirmAfterHours: 24,
    needs: ['tls'],
    check: ({ tls }) => (tls.data.sessions.length === 0 ? failed('no session') : passed),
  });
  const none = (hoursAgo: number) =>
    snapshotOf(aServer, [
      observed('tls', { sessions: [] }, { startedAt: new Date(noon - hoursAgo * 3_600_000).toISOString() }),
    ]);

  test.each([
    ['exactly a day apart', none(24), 'failed'],
    ['an hour short of a day', none(23), 'cannot-tell'],
    ['never seen before', undefined, 'cannot-tell'],
    [
      'healthy a day before',
      snapshotOf(aServer, [observed('tls', aTls(), { startedAt: '2026-05-31T11:00:00.000Z' })]),
      'cannot-tell',
    ],
  ] as const)('%s', (_name, earlier, wanted) => {
    const { verdict, evidence } = evaluate(rule, none(0), earlier && [earlier]);

    expect(verdict.outcome).toBe(wanted);
    expect(evidence).toHaveLength(wanted === 'failed' ? 2 : 1);
    if (wanted === 'cannot-tell') expect(verdict.because).toBe('awaiting-second-observation: no session');
  });
});

describe('a rule that wants three observations over three days', () => {
  const noon = Date.parse('2026-06-10T12:00:00.000Z');
  const rule = defineRule({
    ...about,
    confirmAfterHours: 72,
    confirmTimes: 3,
    needs: ['tls'],
    check: ({ tls }) => (tls.data.sessions.length === 0 ? failed('no session') : passed),
  });
  const at = (hoursAgo: number, data = { sessions: [] } as ReturnType<typeof aTls>) =>
    snapshotOf(aServer, [
      observed('tls', data, { startedAt: new Date(noon - hoursAgo * 3_600_000).toISOString() }),
    ]);

  test.each([
    ['each half of the time apart', [at(36), at(72)], 'failed'],
    ['a week apart', [at(168), at(336)], 'failed'],
    ['two only', [at(72)], 'cannot-tell'],
    ['three within two days', [at(24), at(48)], 'cannot-tell'],
    ['the last two too close', [at(71), at(72)], 'cannot-tell'],
    ['well in between', [at(36, aTls()), at(72)], 'cannot-tell'],
  ] as const)('%s', (_name, earlier, wanted) => {
    const { verdict, evidence } = evaluate(rule, at(0), earlier);

    expect(verdict.outcome).toBe(wanted);
    expect(evidence).toHaveLength(wanted === 'failed' ? 3 : 1);
  });
});

describe('a rule that knows several faults', () => {
  const noon = Date.parse('2026-06-10T12:00:00.000Z');
  const dayBefore = new Date(noon - 86_400_000).toISOString();
  const rule = defineRule({
    ...about,
    confirmAfterHours: 24,
    needs: ['nodeinfo'],
    check: ({ nodeinfo }) => {
      const { url, contentType = '' } = nodeinfo.data;
      return { ...failed('it is wrong'), fault: contentType, ...(url !== '' && { seenAt: url }) };
    },
  });
  const saw = (fault: string, startedAt: string, seenAt = '') =>
    snapshotOf(aServer, [
      observed('nodeinfo', { ...aNodeInfo(), contentType: fault, url: seenAt }, { startedAt }),
    ]);
  const now = new Date(noon).toISOString();

  test('is confirmed by the same one only', () => {
    expect(evaluate(rule, saw('a', now), [saw('a', dayBefore)]).verdict.outcome).toBe('failed');
    expect(evaluate(rule, saw('a', now), [saw('b', dayBefore)]).verdict.outcome).toBe('cannot-tell');
  });

  test('counts from when the thing itself was looked at', () => {
    const shared = saw('a', now, dayBefore);

    expect(evaluate(rule, shared, [saw('a', dayBefore, dayBefore)]).verdict.outcome).toBe('cannot-tell');
    expect(evaluate(rule, shared, [saw('a', dayBefore, '2026-06-08T12:00:00.000Z')]).verdict.outcome).toBe(
      'failed',
    );
  });
});

/** A small generator, so that a failure can be repeated. Source: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('all rules over arbitrary observations', () => {
  const healthy = [
    oneDomain,
    observed('tls', aTls()),
    observed('nodeinfo', aNodeInfo()),
    observed('instance-api', anInstanceApi()),
    observed('webfinger', aWebFinger()),
    observed('actor', anActor()),
    observed('host-meta', { url: 'https://example.org/.well-known/host-meta', lrddTemplates: [] }),
  ];
  // Object.keys widens the keys that the table has.
  const codes = Object.keys(failureCodes) as FailureCode[];

  test('every verdict is one of four, a failure says why, and no rule throws', () => {
    const next = random(20261121);
    for (let round = 0; round < 300; round += 1) {
      const chosen = healthy.filter(() => next() < 0.8);
      const given = chosen.map((observation) =>
        next() < 0.5
          ? observation
          : unobserved(observation.probe as 'tls', codes[Math.floor(next() * codes.length)] ?? 'own-bug'),
      );
      for (const rule of rules) {
        const { verdict, bug } = evaluate(rule, snapshotOf(aServer, given));

        expect(bug, rule.id).toBeUndefined();
        expect(['passed', 'failed', 'inapplicable', 'cannot-tell']).toContain(verdict.outcome);
        if (verdict.outcome === 'failed') expect(verdict.because).not.toBe('');
      }
    }
  });

  test('data of another shape is a bug of ours, never a dead run', () => {
    const garbage: readonly unknown[] = [
      null,
      7,
      'text',
      [],
      {},
      { base: { ok: true, data: {} } },
      { document: { ok: true } },
    ];
    for (const data of garbage) {
      const given = healthy.map((observation) => ({ ...observation, data }));
      for (const rule of rules) expect(() => evaluate(rule, snapshotOf(aServer, given))).not.toThrow();
    }
  });
});
