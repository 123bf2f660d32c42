import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../../../analyzer/snapshot.ts';
import { attends } from '../../../analyzer/vantages/attendance.ts';
import { canSpeak, voicesOf } from '../../../analyzer/vantages/voice.ts';
import { instant } from '../../../model/clock.ts';
import type { Observation } from '../../../model/observation.ts';
import type { ServerStanding } from '../../../model/server.ts';
import { anExchange, aServer, noon, observed, unobserved } from '../../../rules/given/builders.ts';
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
  return voicesOf(present, { seen: told, past: [] })
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

describe('who still visits a server that is asked every hour, and for its NodeInfo every day', () => {
  const hosted = { ...aServer, role: 'hosted', consent: 'hosted' } as const;
  const periodMs = (probe: string) => (probe === 'nodeinfo' ? 24 * 60 : 60) * minute;
  const answered = (status: number, ms = 0) =>
    observed('nodeinfo', aNodeInfo(), { ...ago(ms), exchanges: [anExchange({ status })] });
  const asked = from('near', observed('tls', aTls()));
  const attending = (server: ServerStanding, ...seen: readonly Observation[]) => {
    const present = snapshotOf(server, [asked, ...seen]);
    const voices = voicesOf(present, { seen: [asked, ...seen], past: [] });
    const all = voices.filter((voice) => attends(voice, { present, periodMs }));
    return all.map(({ vantage }) => vantage);
  };

  test('one whose newest visit, for whatever, is two visits old at most', () => {
    for (const server of [hosted, aServer]) {
      expect(attending(server, from('far', answered(200, 120 * minute)))).toEqual(['far', 'near']);
      expect(attending(server, from('far', answered(200, 121 * minute)))).toEqual(['near']);
    }
  });

  test('one that a peer was silent to, or was too busy for, and that waits for that', () => {
    const silent = unobserved('nodeinfo', 'connect-timeout', ago(600 * minute));
    for (const last of [silent, answered(429, 600 * minute), answered(503, 600 * minute)]) {
      expect(attending(aServer, from('far', last))).toEqual(['far', 'near']);
      expect(attending(hosted, from('far', last))).toEqual(['near']);
    }
  });
});

test('a vantage sees its own observations and its own past', () => {
  const seen = [...whole('near'), ...whole('far')];
  const past = [...whole('near', 60 * minute), ...whole('far', 90 * minute)];
  const [far] = voicesOf(snapshotOf(aServer, seen), { seen, past });

  expect(far?.vantage).toBe('far');
  expect([...(far?.snapshot.observations.values() ?? [])].map(({ vantage }) => vantage)).toEqual([
    'far',
    'far',
  ]);
  expect(far?.snapshot.past.get('tls')?.map(({ startedAt }) => startedAt)).toEqual([
    ago(90 * minute).startedAt,
  ]);
});
