import { describe, expect, it } from 'vitest';
import { problemText } from '../../../analyzer/fleet/problem.ts';
import { readFleetRule } from '../../../analyzer/fleet/read.ts';
import { ruleText } from './examples.ts';

const complaints = (text: string) => {
  const read = readFleetRule(text, 'own.yaml');
  return read.ok ? [] : read.problems.map(problemText);
};

describe('a fleet rule', () => {
  it('is read with durations in milliseconds and series written out', () => {
    const read = readFleetRule(ruleText(), 'own.yaml');
    if (!read.ok) throw new Error(read.problems.map(problemText).join());
    const { rule } = read;

    expect(rule).toMatchObject({ everyMs: 60_000, windowMs: 3_600_000, floor: { samples: 2, vantages: 1 } });
    expect(rule.alerting).toEqual({ forMs: 120_000, keepFiringForMs: 300_000, limit: 3 });
    expect(rule.place).toEqual({ file: 'own.yaml', sqlLine: 21 });
    expect(rule.tests[0]?.series[0]?.steps.map((step) => step?.outcome)).toEqual([
      'ok',
      'ok',
      'ok',
      'failed',
      'missed',
      'missed',
    ]);
  });

  it.each([
    [
      'a key that there is not',
      [['impact:', 'impakt: x\nimpact:']],
      'own.yaml:6: impakt: is not a known key',
    ],
    ['a key that is missing', [['every: 1m\n', '']], 'own.yaml:1: every: is missing'],
    [
      'no duration',
      [['window: 1h', 'window: soon']],
      'own.yaml:14: window: is no duration such as 30s, 5m, 1h or 2d',
    ],
    ['no sentence', [['breaks: Peers.', 'breaks: peers']], 'own.yaml:10: breaks: is not a sentence'],
    ['an address without TLS', [['url: https:', 'url: http:']], 'own.yaml:9: sources[0].url: '],
    [
      'a step that is none',
      [['failed missed', 'fayled missed']],
      'own.yaml:31: tests[0].series[0].values: "fayled" is no step',
    ],
    [
      'a code that is none',
      [['failed missed', 'failed(http-fun) missed']],
      'own.yaml:31: tests[0].series[0].values: "http-fun" is no failure code',
    ],
    [
      'a code of another outcome',
      [['failed missed', 'failed(own-bug) missed']],
      'own-bug is missed, not failed',
    ],
    ['a variant that there is not', [['ok x3', 'ok(slow) x3']], 'there is no variant "slow"'],
  ] as const)('is refused for %s, with file, line and reason', (_name, changes, complaint) => {
    const found = complaints(ruleText(changes));

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });

  it('is refused without tests', () => {
    const text = ruleText();

    expect(complaints(`${text.slice(0, text.indexOf('tests:'))}tests: []\n`)).toEqual([
      'own.yaml:27: tests: is empty: a rule without tests is not run',
    ]);
    expect(complaints(text.slice(0, text.indexOf('tests:')))).toEqual(['own.yaml:1: tests: is missing']);
  });

  it.each([
    ['an empty file', '', /^own\.yaml/],
    ['a list', '- a\n- b\n', /^own\.yaml/],
    ['a broken line', 'id: [a\nversion: 1\n', /^own\.yaml:\d+: is no YAML/],
    ['a file of aliases', `a: &a [x]\n${'b: [*a, *a]\n'.repeat(1)}`, /^own\.yaml/],
  ])('is refused when it is %s', (_name, text, complaint) => {
    expect(complaints(text)[0]).toMatch(complaint);
  });

  it('lays a variant over the data of its series', () => {
    const read = readFleetRule(
      ruleText([
        [
          'every: 1m, values: ok x3',
          'every: 1m, data: { a: { b: 1, c: 2 } }, variants: { other: { data: { a: { c: null, d: 3 } }, durationMs: 9 } }, values: ok ok(other) _',
        ],
      ]),
      'own.yaml',
    );
    const steps = read.ok ? read.rule.tests[0]?.series[0]?.steps : [];

    expect(steps?.slice(0, 3)).toEqual([
      { outcome: 'ok', data: { a: { b: 1, c: 2 } } },
      { outcome: 'ok', data: { a: { b: 1, d: 3 } }, durationMs: 9 },
      undefined,
    ]);
  });
});
