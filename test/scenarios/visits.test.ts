import PQueue from 'p-queue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../analyzer/evaluate.ts';
import { judge } from '../../analyzer/judge.ts';
import { type Snapshot, snapshotOf } from '../../analyzer/snapshot.ts';
import { visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Finding, Outcome, Verdict } from '../../model/finding.ts';
import { rules } from '../../rules/index.ts';
import type { ServerRule } from '../../rules/rule.ts';
import { type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { realClock, visitTools, watched } from '../visiting.ts';
import { type Scenario, scenarios } from './index.ts';
import { passing } from './passing.ts';

interface Seen {
  readonly scenario: Scenario;
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
}

let fediverse: Fediverse;
const seen = new Map<string, Seen>();

async function look(scenario: Scenario, shiftHours = 0): Promise<Seen> {
  const tools = visitTools(fediverse, realClock(shiftHours));
  const scheduledAt = instant(tools.clock.now());
  const server = watched(scenario, scheduledAt);
  const consent = scenario.role === 'hosted' ? 'hosted' : 'peer';
  const { observations, bugs } = await visit(
    { server, consent, scheduledAt, signal: new AbortController().signal },
    tools,
  );
  await tools.net.close();
  expect(tools.log.lines).toEqual([]);
  expect(bugs).toBe(0);
  const snapshot = snapshotOf({ ...server, consent }, observations);
  return { scenario, snapshot, findings: judge(snapshot, { rules }).findings };
}

beforeAll(async () => {
  fediverse = await startFediverse();
  // A burst of starts would make every timing a lie; the slow ones go first.
  const visits = new PQueue({ concurrency: 24 });
  const slowFirst = scenarios.toSorted((a, b) => Number(isSlow(b)) - Number(isSlow(a)));
  await visits.addAll(
    slowFirst.map((scenario) => async () => void seen.set(scenario.host, await look(scenario))),
  );
}, 120_000);

function isSlow({ failed, cannotTell }: Scenario): boolean {
  return 'http.latency-budget' in failed || Object.keys(cannotTell ?? {}).length > 0;
}

afterAll(() => fediverse.close());

function rulesThat(outcome: Outcome, { findings }: Seen): readonly string[] {
  return findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule);
}

function seenAt(host: string): Seen {
  const one = seen.get(host);
  if (one === undefined) throw new Error(`${host} was not visited`);
  return one;
}

describe.each(scenarios)('$host ($note)', (scenario) => {
  test('fails exactly what is declared', () => {
    const one = seenAt(scenario.host);
    const reasons = one.findings
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ rule, because }) => `${rule}: ${because}`);

    expect(rulesThat('failed', one).toSorted(), reasons.join('\n')).toEqual(
      Object.keys(scenario.failed).toSorted(),
    );
  });

  test('leaves open what is declared as open', () => {
    expect(rulesThat('cannot-tell', seenAt(scenario.host))).toEqual(
      expect.arrayContaining(Object.keys(scenario.cannotTell ?? {})),
    );
  });
});

test.each([...passing])('%s passes at %s', (rule, host) => {
  expect(rulesThat('passed', seenAt(host))).toContain(rule);
});

const outcomes: readonly Outcome[] = ['passed', 'failed', 'inapplicable', 'cannot-tell'];

function constant(rule: ServerRule, outcome: Outcome): ServerRule {
  const { appliesTo: _, ...rest } = rule;
  const verdict: Verdict = { outcome, because: 'always' };
  return { ...rest, check: () => verdict };
}

/** Does a rule say of every scenario what is declared there? */
function agrees(rule: ServerRule): boolean {
  return scenarios.every(({ host, failed, cannotTell = {} }) => {
    const { outcome } = evaluate(rule, seenAt(host).snapshot).verdict;
    if (rule.id in failed) return outcome === 'failed';
    return rule.id in cannotTell ? outcome === 'cannot-tell' : outcome !== 'failed';
  });
}

const confirmedLater = rules.filter(({ confirmAfterHours }) => confirmAfterHours !== undefined);

/** It compares with what other servers run, which no single visit shows. */
const ofTheFleet = 'hosting.version-current';

describe('the scenarios notice a rule that always says the same', () => {
  const judgedAtOnce = rules.filter(
    (rule) => !confirmedLater.includes(rule) && rule.compares === undefined && rule.id !== ofTheFleet,
  );

  test.each(judgedAtOnce.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
    expect(agrees(rule)).toBe(true);
    for (const outcome of outcomes) expect(agrees(constant(rule, outcome)), `always ${outcome}`).toBe(false);
  });
});

describe('a rule that wants a second observation', () => {
  test('fails a server that hides its software once a visit a day earlier saw the same', async () => {
    const { scenario, snapshot } = seenAt('homegrown.fedi.test');
    const dayBefore = await look(scenario, -25);
    const hourBefore = await look(scenario, -1);

    const declared = confirmedLater.filter(({ id }) => id in (scenario.cannotTell ?? {}));
    expect(declared.map(({ id }) => id)).toEqual(['licence.software-declared']);
    for (const rule of declared) {
      expect(evaluate(rule, snapshot).verdict.outcome).toBe('cannot-tell');
      expect(evaluate(rule, snapshot, [hourBefore.snapshot]).verdict.outcome).toBe('cannot-tell');
      expect(evaluate(rule, snapshot, [dayBefore.snapshot]).verdict.outcome).toBe('failed');
    }
  });

  test('says nothing against a server that names its software, however often it looks', async () => {
    const { scenario, snapshot } = seenAt('mastodon.fedi.test');
    const dayBefore = await look(scenario, -25);

    for (const rule of confirmedLater) {
      const { outcome } = evaluate(rule, snapshot, [dayBefore.snapshot]).verdict;
      if (rule.id === 'licence.software-declared') expect(outcome).toBe('passed');
      else expect(outcome, rule.id).not.toBe('failed');
    }
  });
});
