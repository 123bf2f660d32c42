import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AdmittedRule, admitRules } from '../../../analyzer/fleet/admit.ts';
import { evaluateFleet } from '../../../analyzer/fleet/evaluate.ts';
import { createFleetEvaluator } from '../../../analyzer/fleet/evaluator.ts';
import { readFleetRule } from '../../../analyzer/fleet/read.ts';
import type { Observation } from '../../../model/observation.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { anObservation, host, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';
import { holdsTwo, ruleText } from './examples.ts';

const start = Date.parse('2026-11-20T10:00:00.000Z');
let now = start;
const clock = { now: () => now, elapsed: () => now };
let store: ScratchStore;

beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());
beforeEach(async () => {
  now = start;
  await store.empty();
});

const ruleOf = (...changes: Parameters<typeof ruleText>) => {
  const read = readFleetRule(ruleText(...changes), 'own.yaml');
  if (!read.ok) throw new Error(read.problems[0]?.says);
  return read.rule;
};
const admitted = async (...changes: Parameters<typeof ruleText>): Promise<AdmittedRule> => {
  const { admitted: rules, refused } = await admitRules({ store, clock }, [ruleOf(...changes)]);
  expect(refused).toEqual([]);
  return rules[0]!;
};
/** An observation of a minute, counted from the start; what comes of it is there a second later. */
const at = (minute: number, failed = false, probe = 'tls'): Observation => {
  const scheduledAt = new Date(start + minute * 60_000).toISOString();
  const { data, ...rest } = anObservation({ probe, scheduledAt, startedAt: scheduledAt });
  const failure = { code: 'connect-timeout', stage: 'connect', detail: 'no answer' } as const;
  return failed ? { ...rest, outcome: 'failed', failure } : { ...rest, data };
};

describe('an evaluation', () => {
  it('says what it saw with labels, value, evidence and how it alerts, and keeps a finding by its labels', async () => {
    const rules = [await admitted()];
    await store.take([at(0), at(1), at(2, true)]);
    now = start + 3 * 60_000;

    const { signals, findings, bugs } = await evaluateFleet({ store, rules, clock, log: keptLog() });

    expect(bugs).toEqual([]);
    expect(signals).toEqual([
      {
        rule: 'example.answers',
        ruleVersion: 1,
        labels: { server: 'social.example', peer: 'other.example' },
        audience: 'sre',
        severity: 'error',
        outcome: 'failed',
        because: '1 of 3 failed',
        evidence: [at(0).id, at(1).id, at(2).id],
        observedAt: at(2).scheduledAt,
        value: 1,
        alerting: { forMs: 120_000, keepFiringForMs: 300_000, limit: 3 },
        everyMs: 60_000,
      },
    ]);
    expect(findings).toMatchObject([
      { server: 'social.example', labels: { peer: 'other.example' }, since: at(2).scheduledAt },
    ]);
    expect(await store.currentFindings({ rule: 'example.answers' })).toEqual(findings);
  });

  it('writes a finding when something changed, and lets an outcome keep its beginning', async () => {
    const options = { store, rules: [await admitted()], clock, log: keptLog() };
    await store.take([at(0), at(1, true)]);
    now = start + 2 * 60_000;
    await evaluateFleet(options);
    await store.take([at(2)]);
    now += 60_000;

    expect((await evaluateFleet(options)).findings).toEqual([]);
    now = start + 62 * 60_000;
    await store.take([at(60), at(61)]);
    const [changed] = (await evaluateFleet(options)).findings;
    expect(changed).toMatchObject({ outcome: 'passed', since: at(61).scheduledAt });
  });

  it('keeps findings of one server about two peers apart', async () => {
    const peers: Parameters<typeof ruleText>[0] = [
      ["'other.example' AS peer", "arrayJoin(['one.example', 'two.example']) AS peer"],
      ['GROUP BY server', 'GROUP BY server, peer'],
    ];
    const options = { store, rules: [await admitted(peers)], clock, log: keptLog() };
    await store.take([at(0), at(1, true)]);
    now = start + 2 * 60_000;
    await evaluateFleet(options);

    const found = await store.findingsOf([host('social.example')]);
    expect(found.map(({ labels }) => labels)).toEqual([{ peer: 'one.example' }, { peer: 'two.example' }]);
    expect((await store.transitions(host('social.example'), 'example.answers', 9)).length).toBe(2);
    expect((await store.changesAt(host('social.example'), 9)).length).toBe(2);
  });

  it('lets the finding of a subject go that the rule no longer speaks of, once', async () => {
    const options = { store, rules: [await admitted()], clock, log: keptLog() };
    await store.take([at(0), at(1, true)]);
    now = start + 2 * 60_000;
    await evaluateFleet(options);
    now = start + 5 * 3_600_000;

    const [gone, ...others] = (await evaluateFleet(options)).findings;

    expect(others).toEqual([]);
    expect(gone).toMatchObject({ outcome: 'inapplicable', because: 'The rule no longer speaks of it' });
    expect(await store.currentFindings({ outcomes: ['failed'] })).toEqual([]);
    expect((await evaluateFleet(options)).findings).toEqual([]);
  });

  it('lets no finding go of a subject that had no room in an answer, until an answer has room for all', async () => {
    const options = { store, rules: [await admitted(holdsTwo)], clock, log: keptLog() };
    await store.take([at(0, true, 'tls'), at(0, true, 'webfinger')]);
    now = start + 60_000;
    const whole = await evaluateFleet(options);
    await store.take([at(1, true, 'actor')]);
    now += 60_000;
    const cut = await evaluateFleet(options);
    now = start + 62 * 60_000;
    await store.take([at(61, true, 'tls')]);
    const later = await evaluateFleet(options);

    expect([whole, cut, later].map((each) => [...each.cut])).toEqual([[], ['example.answers'], []]);
    expect(cut.signals.map(({ labels }) => labels['peer'])).toEqual(['actor', 'tls']);
    expect(cut.findings).toMatchObject([{ labels: { peer: 'actor' }, outcome: 'failed' }]);
    expect(later.findings.map(({ labels, outcome }) => `${labels?.['peer']} ${outcome}`).toSorted()).toEqual([
      'actor inapplicable',
      'webfinger inapplicable',
    ]);
  });

  it('answers cannot-tell on fewer observations or vantages than the floor', async () => {
    const few = await admitted([['floor: { samples: 2 }', 'floor: { samples: 2, vantages: 2 }']]);
    await store.take([at(0)]);
    now = start + 60_000;
    const ask = async () => (await evaluateFleet({ store, rules: [few], clock, log: keptLog() })).signals[0];

    expect(await ask()).toMatchObject({
      outcome: 'cannot-tell',
      because: 'Only 1 of the 2 observations that it takes',
    });
    await store.take([at(0.5)]);
    expect(await ask()).toMatchObject({
      outcome: 'cannot-tell',
      because: 'Only 1 of the 2 vantages that it takes',
    });
  });

  it('takes a rule that throws for a bug of ours: cannot-tell, an error in the log, and the others go on', async () => {
    const good = await admitted();
    const twice: Parameters<typeof ruleText>[0] = [
      ['id: example.answers', 'id: example.twice'],
      ["'other.example' AS peer", "arrayJoin(if(count() > 3, ['', ''], [''])) AS peer"],
    ];
    const rules = [await admitted(twice), good];
    const log = keptLog();
    await store.take([at(0), at(1), at(2)]);
    now = start + 3 * 60_000;
    await evaluateFleet({ store, rules, clock, log });
    await store.take([at(3)]);
    now += 60_000;

    const { signals, bugs } = await evaluateFleet({ store, rules, clock, log });

    expect(bugs.map(({ rule }) => rule)).toEqual(['example.twice']);
    expect(signals.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['example.twice', 'cannot-tell'],
      ['example.answers', 'passed'],
    ]);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('ends before the next rule when it is told to stop, and writes nothing', async () => {
    const stopping = new AbortController();
    const rule = await admitted();
    let asked = 0;
    const query: AdmittedRule['query'] = {
      ...rule.query,
      rows: (window) => {
        asked += 1;
        stopping.abort();
        return rule.query.rows(window);
      },
    };
    const rules = [
      { ...rule, query },
      { ...rule, query },
    ];
    await store.take([at(0, true)]);
    now = start + 60_000;

    const evaluator = createFleetEvaluator({ store, rules, clock, log: keptLog(), stop: stopping.signal });

    await expect(evaluator.evaluate()).rejects.toThrow('aborted');
    expect(asked).toBe(1);
    expect(await store.currentFindings()).toEqual([]);
  });
});

describe('the evaluator', () => {
  it('evaluates a rule as often as it asks for, and repeats the others', async () => {
    const hourly = await admitted([
      ['id: example.answers', 'id: example.hourly'],
      ['every: 1m', 'every: 1h'],
    ]);
    const evaluator = createFleetEvaluator({
      store,
      rules: [await admitted(), hourly],
      clock,
      log: keptLog(),
    });
    await store.take([at(0), at(1)]);
    now = start + 2 * 60_000;
    const first = await evaluator.evaluate();
    await store.take([at(2, true)]);
    now += 60_000;

    const second = await evaluator.evaluate();

    expect(first.signals.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
    expect(second.signals.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['example.answers', 'failed'],
      ['example.hourly', 'passed'],
    ]);
  });

  it('reads what was found before once, and knows what it wrote since', async () => {
    let reads = 0;
    const counted = {
      recordFindings: store.recordFindings,
      currentFindings: (filter: Parameters<typeof store.currentFindings>[0]) => {
        reads += 1;
        return store.currentFindings(filter);
      },
    };
    const options = { store: counted, rules: [await admitted()], clock, log: keptLog() };
    const evaluator = createFleetEvaluator(options);
    const written: number[] = [];
    for (const minute of [1, 2, 3]) {
      await store.take([at(minute - 1, minute === 3)]);
      now = start + minute * 60_000;
      written.push((await evaluator.evaluate()).findings.length);
    }

    expect({ reads, written }).toEqual({ reads: 1, written: [1, 1, 1] });
    expect((await createFleetEvaluator(options).evaluate()).findings).toEqual([]);
  });
});
