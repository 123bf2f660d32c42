import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitRules } from '../../../analyzer/fleet/admit.ts';
import { ownFleetRules, withTests } from '../../../analyzer/fleet/load.ts';
import { tryRule } from '../../../analyzer/fleet/trial.ts';
import { rules as serverRules } from '../../../rules/index.ts';
import { openScratchStore, type ScratchStore } from '../../../store/scratch.ts';
import { clock, keptLog } from '../../store/examples.ts';
import { scratchDirectory } from '../../store/furnished.ts';

let store: ScratchStore;
beforeAll(async () => {
  store = await openScratchStore(await scratchDirectory(), { log: keptLog(), clock });
});
afterAll(() => store.close());

const rules = withTests(ownFleetRules());

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('does what its tests say', async () => {
    const { admitted, refused } = await admitRules({ store, clock }, [rule]);
    expect(refused).toEqual([]);
    const results = await Promise.all(admitted.map((each) => tryRule(store, each)));

    expect(results.flat().filter(({ mistakes }) => mistakes.length > 0)).toEqual([]);
  });

  it('has tests in which it passes, fails and cannot tell', () => {
    const outcomes = rule.tests.flatMap(({ expect: moments }) =>
      moments.flatMap(({ signals }) => signals.map(({ outcome }) => outcome)),
    );

    expect(outcomes).toEqual(expect.arrayContaining(['passed', 'failed', 'cannot-tell']));
  });

  it('is in the file that its id spells, and names who said so', () => {
    expect(rule.place.file.endsWith(`/rules/${id.replace('.', '/')}.yaml`)).toBe(true);
    for (const { verified = '2026-01-01' } of rule.sources)
      expect(new Date(verified).toISOString().slice(0, 10)).toBe(verified);
  });
});

it('a start, which reads none of their tests, has the same rules', () => {
  expect(ownFleetRules()).toEqual(rules.map(({ tests: _, ...rule }) => rule));
});

it('a rule that cuts its answer off says how many rows there are, so that the others are not taken for gone', () => {
  const cutting = rules.filter(({ sql }) => /\bLIMIT \d+\s*$/.test(sql));

  expect(cutting.length).toBeGreaterThan(0);
  expect(cutting.filter(({ sql }) => !sql.includes('count() OVER () AS rows_in_all'))).toEqual([]);
});

it('no id of a fleet rule is one of a rule for servers', () => {
  const ids = [...rules, ...serverRules].map(({ id }) => id);

  expect(new Set(ids).size).toBe(ids.length);
});

it('a test that expects something else fails with what was said, and so does a signal that nobody expected', async () => {
  const rule = rules.find(({ id }) => id === 'monitor.freshness');
  const { admitted } = await admitRules({ store, clock }, rule === undefined ? [] : [rule]);
  const [test] = rule?.tests ?? [];
  const [moment] = test?.expect ?? [];
  if (admitted[0] === undefined || test === undefined || moment === undefined) throw new Error('no test');
  const [first, ...others] = moment.signals;
  const wrong = [{ labels: { server: 'nobody.example' }, outcome: 'passed' as const }, ...others.slice(1)];
  const broken = {
    ...test,
    expect: [{ ...moment, signals: [{ ...first!, outcome: 'failed' as const }, ...wrong] }],
  };

  const [result] = await tryRule(store, { ...admitted[0], rule: { ...admitted[0].rule, tests: [broken] } });

  expect(result?.mistakes).toEqual([
    'at 55 min: server=down.example: outcome is passed, expected failed',
    'at 55 min: server=down.example: because ',
    'at 55 min: nothing about server=nobody.example, expected passed',
    expect.stringMatching(
      /^at 55 min: server=missed\.example: not expected: failed: The newest observation is 30/,
    ),
  ]);
});
