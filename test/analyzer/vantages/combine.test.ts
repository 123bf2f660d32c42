import { describe, expect, test } from 'vitest';
import { combined, type Said } from '../../../analyzer/vantages/combine.ts';
import type { Finding } from '../../../model/finding.ts';
import { defineRule, passed } from '../../../rules/rule.ts';
import { aFinding } from '../../store/examples.ts';

const rule = defineRule({
  id: 'actor.vary',
  version: 1,
  title: 'A rule',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [{ title: 'Test', url: 'https://example.org/' }],
  breaks: 'Nobody.',
  advice: 'Nothing.',
  needs: ['actor'],
  check: () => passed,
});

const noon = '2026-06-01T12:00:00.000Z';

/** What the rule says as a vantage sees the server; start failed, change one thing. */
function at(vantage: string, changes: Partial<Finding> = {}): Said {
  const own = { evidence: [`actor/${vantage}`], observedAt: noon, since: noon, severity: 'warning' as const };
  return { vantage, finding: aFinding({ because: 'no Vary', ...own, ...changes }) };
}
const passes = { outcome: 'passed', because: '' } as const;
const open = { outcome: 'cannot-tell', because: 'No data from actor: too slow' } as const;
const once = { outcome: 'cannot-tell', because: 'awaiting-second-observation: no Vary' } as const;
const none = { outcome: 'inapplicable', because: '' } as const;

/** As the rule, where a failure wants a second look. */
const patient = { ...rule, confirmAfterHours: 24 };

const said = (...some: readonly Said[]) => combined(patient, some, undefined);
const verdict = (...some: readonly Said[]) => {
  const { outcome, because } = said(...some) ?? {};
  return [outcome, because];
};

describe('vantages that can tell and agree', () => {
  test.each([
    ['all fail', [{}, {}], 'failed', 'no Vary'],
    ['all pass', [passes, passes], 'passed', ''],
    ['none is concerned', [none, none], 'inapplicable', ''],
    ['none can tell', [open, open], 'cannot-tell', open.because],
    ['all failed once', [once, once], 'cannot-tell', once.because],
    ['one cannot tell, one fails', [open, {}], 'failed', 'no Vary'],
    ['one cannot tell, one passes', [open, passes], 'passed', ''],
    ['one fails, one saw it fail once so far', [once, {}], 'failed', 'no Vary'],
  ] as const)('%s', (_name, [far, near], outcome, because) => {
    expect(verdict(at('far', far), at('near', near))).toEqual([outcome, because]);
  });

  test('the finding rests on what all of them saw, and is as new as the newest', () => {
    const finding = said(
      at('far', { observedAt: '2026-06-01T13:00:00.000Z' }),
      at('mid', open),
      at('near', { conclusion: 'OFFER_MISSING' }),
    );

    expect(finding?.evidence).toEqual(['actor/far', 'actor/near']);
    expect([finding?.observedAt, finding?.since]).toEqual([
      '2026-06-01T13:00:00.000Z',
      '2026-06-01T13:00:00.000Z',
    ]);
  });

  test('an outcome that goes on keeps its beginning', () => {
    const before = aFinding({ outcome: 'failed', since: '2026-05-01T12:00:00.000Z' });

    expect(combined(rule, [at('far'), at('near')], before)?.since).toBe(before.since);
    expect(combined(rule, [at('far'), at('near', passes)], before)?.since).toBe(noon);
  });

  test('the loudest failure counts, and reasons that differ are all told', () => {
    const finding = said(
      at('far', { because: 'kept for 60 s' }),
      at('near', { because: 'it redirects', severity: 'error', conclusion: 'LOUD' }),
    );

    expect(finding).toMatchObject({
      outcome: 'failed',
      severity: 'error',
      conclusion: 'LOUD',
      because: 'far: kept for 60 s; near: it redirects',
    });
  });

  test('one whose rule wants another look by itself saw no failure so far', () => {
    const seenOnce = { ...once, because: 'awaiting-second-observation: the software was seen once' };
    const [far, near] = [at('far', seenOnce), at('near', passes)];

    expect(combined(rule, [far, near], undefined)).toMatchObject({ outcome: 'passed', because: '' });
    expect(combined(rule, [far, at('near')], undefined)).toMatchObject({
      outcome: 'failed',
      evidence: ['actor/near'],
    });
    expect(combined(rule, [far], undefined)).toMatchObject(seenOnce);
  });

  test('reasons that differ in numbers only are one reason', () => {
    expect(
      verdict(at('far', { because: 'kept for 60 s' }), at('near', { because: 'kept for 90 s' })),
    ).toEqual(['failed', 'kept for 60 s']);
  });
});

describe('vantages that disagree', () => {
  test('nobody can tell, and who sees what is said', () => {
    expect(verdict(at('far'), at('mid'), at('near', passes))).toEqual([
      'cannot-tell',
      'Our vantages disagree, 2 of 3 see a failure: failed at far, mid; passed at near. At far: no Vary',
    ]);
    expect(verdict(at('far', passes), at('near', once))).toEqual([
      'cannot-tell',
      'Our vantages disagree, 1 of 2 sees a failure: failed, not confirmed yet, at near; passed at far. At near: no Vary',
    ]);
    expect(verdict(at('far', none), at('near', passes))).toEqual([
      'cannot-tell',
      'Our vantages disagree: passed at near; inapplicable at far',
    ]);
  });

  test('it rests on all of them, has the severity of the rule and no conclusion', () => {
    const finding = said(
      at('far', { severity: 'error', conclusion: 'OFFER_MISSING' }),
      at('near', { ...passes, conclusion: 'OFFER_MATCHES' }),
    );

    expect(finding?.evidence).toEqual(['actor/far', 'actor/near']);
    expect(finding?.severity).toBe('warning');
    expect(finding).not.toHaveProperty('conclusion');
  });

  test('a rule with a floor fails where as many see it, and says who does not', () => {
    const two = { ...rule, floor: { vantages: 2 } };
    const [far, mid, near] = [at('far'), at('mid'), at('near', passes)];

    expect(combined(two, [far, near], undefined)?.outcome).toBe('cannot-tell');
    expect(combined(two, [far, mid, near], undefined)).toMatchObject({
      outcome: 'failed',
      because: 'no Vary (failed at far, mid; passed at near)',
      evidence: ['actor/far', 'actor/mid', 'actor/near'],
    });
  });
});

test('where nobody said anything there is no finding', () => {
  expect(said()).toBeUndefined();
});
