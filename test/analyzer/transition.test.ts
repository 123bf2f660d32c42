import { describe, expect, test } from 'vitest';
import { isTransition } from '../../analyzer/transition.ts';
import type { Finding } from '../../model/finding.ts';
import { host } from '../../rules/given/builders.ts';

const before: Finding = {
  server: host('example.org'),
  rule: 'tls.expiry',
  ruleVersion: 1,
  audience: 'sre',
  outcome: 'failed',
  severity: 'error',
  because: 'The certificate expires in 3 days',
  evidence: ['one'],
  observedAt: '2026-06-01T12:00:00.000Z',
  since: '2026-06-01T12:00:00.000Z',
};

describe('isTransition', () => {
  test('the first finding is news', () => {
    expect(isTransition(undefined, before)).toBe(true);
  });

  test.each<[string, Partial<Finding>]>([
    ['another outcome', { outcome: 'passed' }],
    ['another severity', { severity: 'critical' }],
    ['another version of the rule', { ruleVersion: 2 }],
    ['another audience', { audience: 'legal' }],
    ['another reason', { because: 'The certificate expired' }],
  ])('%s is news', (_name, change) => {
    expect(isTransition(before, { ...before, ...change })).toBe(true);
  });

  test.each<[string, Partial<Finding>]>([
    ['newer evidence', { evidence: ['two'], observedAt: '2026-06-02T12:00:00.000Z' }],
    ['a reason with other numbers', { because: 'The certificate expires in 2 days' }],
  ])('%s is none', (_name, change) => {
    expect(isTransition(before, { ...before, ...change })).toBe(false);
  });

  test('the remark of a passed finding is no news', () => {
    const passed = { ...before, outcome: 'passed' } as const;

    expect(isTransition(passed, { ...passed, because: 'All is well' })).toBe(false);
  });
});
