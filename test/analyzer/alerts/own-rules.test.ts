import { expect, it } from 'vitest';
import { aliveSignal } from '../../../analyzer/alerts/alive.ts';
import { limitSignal } from '../../../analyzer/alerts/limit.ts';
import { ownRules } from '../../../analyzer/alerts/own-rules.ts';
import { ruleFailedSignal } from '../../../analyzer/alerts/rule-failed.ts';
import { severityOf } from '../../../analyzer/severity.ts';
import { host } from '../../store/examples.ts';
import { start } from './timeline.ts';

it('what the monitor says about itself is in the catalogue, as loud as there', () => {
  const failures = { rule: 'actor.vary', failures: 3 };
  const signals = [
    aliveSignal('main', start),
    limitSignal('actor.vary', 1, start),
    ruleFailedSignal(failures, start),
  ];

  expect(signals.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(ownRules).toSorted());
  for (const { rule, ruleVersion, severity, audience } of signals) {
    const words = ownRules[rule]!;
    expect([rule, ruleVersion, severity, audience]).toEqual([
      words.id,
      words.version,
      severityOf(words),
      words.audience,
    ]);
  }
});

it('a rule that failed once or twice is no failure yet, and no end of one', () => {
  const outcomes = [0, 1, 2, 3, 40].map(
    (failures) => ruleFailedSignal({ rule: 'actor.vary', failures }, start).outcome,
  );

  expect(outcomes).toEqual(['passed', 'cannot-tell', 'cannot-tell', 'failed', 'failed']);
});

it('a rule that threw is a failure at once, and says where', () => {
  const threwAt = (...names: readonly string[]) =>
    ruleFailedSignal({ rule: 'actor.vary', failures: 0, threwAt: names.map(host) }, start);

  expect(threwAt('a.example', 'b.example')).toMatchObject({
    outcome: 'failed',
    because: 'actor.vary threw at what was seen of 2 servers, a.example among them: it cannot tell there',
  });
  expect(threwAt('a.example').because).toContain('seen of a.example:');
  expect(threwAt().outcome).toBe('passed');
});
