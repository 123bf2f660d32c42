import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../../analyzer/snapshot.ts';
import { canSpeak, voicesOf } from '../../../analyzer/vantages/voice.ts';
import { instant } from '../../../model/clock.ts';
import type { Observation } from '../../../model/observation.ts';
import { aServer, noon, observed, unobserved } from '../../../rules/given/builders.ts';
import { aTls } from '../../../rules/given/certificates.ts';
import { aNodeInfo } from '../../../rules/given/documents.ts';
import { defineRule, passed } from '../../../rules/rule.ts';

const rule = defineRule({
  id: 'test.rule',
  version: 1,
  title: 'A rule',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [{ title: 'Test', url: 'https://example.org/' }],
  breaks: 'Nobody.',
  advice: 'Nothing.',
  needs: ['tls'],
  settles: ['nodeinfo'],
  check: () => passed,
});

const minute = 60_000;
const ago = (ms: number) => ({ startedAt: instant(Date.parse(noon) - ms) });
const from = (vantage: string, observation: Observation) => ({ ...observation, vantage });
const whole = (vantage: string, ms = 0) => [
  from(vantage, observed('tls', aTls(), ago(ms))),
  from(vantage, observed('nodeinfo', aNodeInfo(), ago(ms))),
];

/** Who can speak, where a probe is asked at every period. */
function speakers(periodMs: number, ...seen: readonly Observation[]): readonly string[] {
  const present = snapshotOf(aServer, seen);
  const told = seen.filter(({ outcome }) => outcome !== 'missed');
  return voicesOf(present, told)
    .filter((voice) => canSpeak(voice, rule, { present, periodMs: () => periodMs }))
    .map(({ vantage }) => vantage);
}

describe('who can speak on a rule', () => {
  test('every vantage that looked lately, by name', () => {
    expect(speakers(60 * minute, ...whole('near'), ...whole('far', 30 * minute))).toEqual(['far', 'near']);
  });

  test('not one that was silent for more than two periods', () => {
    expect(speakers(60 * minute, ...whole('near'), ...whole('far', 120 * minute))).toEqual(['far', 'near']);
    expect(speakers(60 * minute, ...whole('near'), ...whole('far', 121 * minute))).toEqual(['near']);
  });

  test('ten minutes are never too old', () => {
    expect(speakers(minute, ...whole('near'), ...whole('far', 10 * minute))).toEqual(['far', 'near']);
    expect(speakers(minute, ...whole('near'), ...whole('far', 11 * minute))).toEqual(['near']);
  });

  test('not one that was never asked one of the questions', () => {
    const [tls] = whole('far');

    expect(speakers(minute, ...whole('near'), tls!)).toEqual(['near']);
  });

  test('what was missed everywhere is asked of nobody', () => {
    const tls = ['near', 'far'].map((vantage) => from(vantage, observed('tls', aTls())));
    const missed = from('near', unobserved('nodeinfo', 'monitor-down'));

    expect(speakers(minute, ...tls, missed)).toEqual(['far', 'near']);
  });

  test('nobody, where nothing was asked', () => {
    expect(
      speakers(minute, from('near', observed('addresses', { host: aServer.host, answers: [] }))),
    ).toEqual([]);
  });
});

test('a vantage sees its own observations and its own past', () => {
  const seen = [...whole('near'), ...whole('far')];
  const past = [...whole('near', 60 * minute), ...whole('far', 90 * minute)];
  const [far] = voicesOf(snapshotOf(aServer, seen, past), seen);

  expect(far?.vantage).toBe('far');
  expect([...(far?.snapshot.observations.values() ?? [])].map(({ vantage }) => vantage)).toEqual([
    'far',
    'far',
  ]);
  expect(far?.snapshot.past.get('tls')?.map(({ startedAt }) => startedAt)).toEqual([
    ago(90 * minute).startedAt,
  ]);
});
