import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyzer/analyze.ts';
import { evaluate } from '../../analyzer/evaluate.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import type { Observation } from '../../model/observation.ts';
import { aServer, host, observed, unobserved } from '../../rules/given/builders.ts';
import { aNodeInfo } from '../../rules/given/documents.ts';
import { rules } from '../../rules/index.ts';
import { nodeinfoSoftwareDrift } from '../../rules/nodeinfo/software-drift.ts';
import { defineRule, passedBecause } from '../../rules/rule.ts';
import { comparedProbes } from '../../store/compared.ts';
import type { PastOrder } from '../../store/store.ts';
import { keptLog } from '../visiting.ts';

const at = (day: number) =>
  observed('nodeinfo', aNodeInfo(), { startedAt: `2026-06-${String(day).padStart(2, '0')}T12:00:00.000Z` });
const rule = defineRule({
  ...nodeinfoSoftwareDrift,
  id: 'test.rule',
  needs: ['nodeinfo'],
  compares: ['nodeinfo'],
  appliesTo: () => true,
  check: ({ earlier }) =>
    passedBecause(earlier.nodeinfo.map(({ startedAt }) => startedAt.slice(8, 10)).join()),
});

/** Days of the earlier observations that the rule sees beside that of the 20th. */
function seen(...past: readonly Observation[]): string | undefined {
  return evaluate(rule, snapshotOf(aServer, [at(20)], past)).verdict.because;
}

describe('a rule that compares', () => {
  test('sees earlier observations of its probe, newest first', () => {
    expect(seen(at(3), at(9), at(5))).toBe('09,05,03');
  });

  test('sees neither the newest again, nor what is later, nor what has no data', () => {
    expect(seen(at(20), at(21), unobserved('nodeinfo', 'http-timeout', { startedAt: at(9).startedAt }))).toBe(
      '',
    );
  });

  test('sees neither another server nor data of another version', () => {
    expect(seen({ ...at(9), server: host('other.example') }, { ...at(8), probeVersion: 2 })).toBe('');
  });

  test('sees ten at most, and names them as evidence', () => {
    const past = Array.from({ length: 15 }, (_, index) => at(index + 1));

    expect(seen(...past)?.split(',')).toHaveLength(10);
    expect(evaluate(rule, snapshotOf(aServer, [at(20)], past)).evidence).toHaveLength(11);
  });
});

test('the past of every probe that a rule compares is kept apart', () => {
  const probes = new Set<string>(rules.flatMap(({ compares = [] }) => compares));

  expect([...probes].toSorted()).toEqual([...comparedProbes].toSorted());
});

test('the analyzer reads the past of just these probes, thirty days back', async () => {
  const orders: PastOrder[] = [];
  const store = {
    servers: async () => [aServer],
    changedSince: async () => ({ servers: [aServer.host], until: '' }),
    latestInTurn: async () => ({ newest: at(20).startedAt, servers: [[at(20)]] }),
    latestBefore: async () => [],
    firstSince: async () => [],
    earlierFindings: async () => [],
    recordFindings: async () => {},
    earlier: async (order: PastOrder) => {
      orders.push(order);
      return [at(9)];
    },
  };
  const { transitions } = await analyze({ store, rules: [rule], log: keptLog() }, '');

  expect(orders).toEqual([
    { servers: [aServer.host], probes: ['nodeinfo'], since: '2026-05-21T12:00:00.000Z', each: 11 },
  ]);
  expect(transitions).toBe(1);
});
