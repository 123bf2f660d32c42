import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coverageOf } from '../../bin/coverage.ts';
import { coreChecks } from '../../model/catalogue.ts';
import { rules } from '../../rules/index.ts';
import { brokenServers } from '../scenarios/broken.ts';
import { healthyServers } from '../scenarios/passing.ts';

const root = join(import.meta.dirname, '..', '..');
const coverage = coverageOf({ rules, broken: brokenServers(), healthy: healthyServers() });
const anonymous = coverage.filter(({ check }) => check.tier === 'P');

test('the core has 57 checks, 45 of which need nothing but anonymous requests', () => {
  expect(new Set(coreChecks.map(({ id }) => id)).size).toBe(57);
  expect(anonymous).toHaveLength(45);
});

test.each(anonymous.map((each) => [each.check.id, each] as const))(
  '%s has a probe, a rule, a file of cases, a server that passes and a broken one',
  (_id, { probes, cases, scenario, healthy }) => {
    expect(probes.length).toBeGreaterThan(0);
    expect(existsSync(join(root, cases ?? 'no cases'))).toBe(true);
    expect(scenario).toBeDefined();
    expect(healthy).toBeDefined();
  },
);

test('a check without a rule, a server that passes or a broken one is noticed', () => {
  const [first, ...others] = coverageOf({ rules: rules.slice(1), broken: new Map(), healthy: new Map() });

  expect(first).toEqual({ check: coreChecks[0], probes: [] });
  expect(others.every(({ scenario, healthy }) => scenario === undefined && healthy === undefined)).toBe(true);
});
