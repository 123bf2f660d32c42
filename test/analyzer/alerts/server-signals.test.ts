import { describe, expect, it } from 'vitest';
import { alertingBySeverity, alertingOf } from '../../../analyzer/alerts/defaults.ts';
import { type ServerSignalsOptions, serverSignals } from '../../../analyzer/alerts/server-signals.ts';
import { severities } from '../../../model/finding.ts';
import { rules } from '../../../rules/index.ts';
import { aFinding, aServer, host } from '../../store/examples.ts';

const hosted = { ...aServer('social.example', { role: 'hosted' }), consent: 'hosted' } as const;
const peer = { ...aServer('peer.example'), consent: 'peer' } as const;

function signalsOf(changes: Partial<ServerSignalsOptions> = {}) {
  return serverSignals({
    findings: [aFinding()],
    servers: [hosted, peer],
    rules,
    observed: [],
    changes: {},
    periodMs: () => 60_000,
    ...changes,
  });
}

describe('signals of server rules', () => {
  it('are made of the findings of hosted servers, whatever their outcome', () => {
    const findings = (['failed', 'passed', 'cannot-tell', 'inapplicable'] as const).map((outcome) =>
      aFinding({ outcome }),
    );

    expect(signalsOf({ findings })).toMatchObject(
      findings.map(({ outcome }) => ({
        rule: 'actor.vary',
        labels: { server: 'social.example' },
        outcome,
        alerting: alertingBySeverity.error,
      })),
    );
    expect(signalsOf({ findings: [aFinding({ server: host('peer.example') })] })).toEqual([]);
    expect(signalsOf({ findings: [aFinding({ server: host('gone.example') })] })).toEqual([]);
    expect(signalsOf({ findings: [aFinding({ rule: 'no.such-rule' })] })).toEqual([]);
  });

  it('are as fresh as the newest observation of a probe that the rule reads', () => {
    const at = '2026-11-20T11:00:00.000Z';
    const seen = (server: string, probe: string) => [{ server: host(server), probe, startedAt: at }];
    const freshness = (observed: ServerSignalsOptions['observed']) => signalsOf({ observed })[0]?.observedAt;

    expect(freshness(seen('social.example', 'actor'))).toBe(at);
    expect(freshness(seen('social.example', 'tls'))).toBe(aFinding().observedAt);
    expect(freshness(seen('peer.example', 'actor'))).toBe(aFinding().observedAt);
  });

  it('are expected as often as the quickest probe that the rule reads', () => {
    const periodMs = (probe: string) => (probe === 'actor' ? 300_000 : 1_800_000);

    expect(signalsOf({ periodMs })[0]?.everyMs).toBe(300_000);
  });

  it('are not made of hints, nor where the rule or the configuration says never', () => {
    const changed = rules.map((rule) => ({ ...rule, alerting: 'never' }) as const);

    expect(signalsOf({ findings: [aFinding({ severity: 'info' })] })).toEqual([]);
    expect(signalsOf({ rules: changed })).toEqual([]);
    expect(signalsOf({ changes: { 'actor.vary': 'never' } })).toEqual([]);
    expect(signalsOf({ rules: changed, changes: { 'actor.vary': { limit: 3 } } })).toHaveLength(1);
  });
});

describe('how failures become alerts', () => {
  it('is quicker the louder they are', () => {
    const waits = severities.map((severity) => {
      const alerting = alertingBySeverity[severity];
      return alerting === 'never' ? Number.POSITIVE_INFINITY : alerting.forMs;
    });

    expect(waits).toEqual([...waits].toSorted((a, b) => b - a));
    expect(waits.at(-1)).toBe(0);
  });

  it('is what the rule says, and the configuration has the last word', () => {
    const { error } = alertingBySeverity;

    expect(alertingOf(error)).toEqual(error);
    expect(alertingOf(error, { forMs: 0 }, undefined)).toMatchObject({ forMs: 0, limit: 20 });
    expect(alertingOf(error, { forMs: 1, limit: 2 }, { forMs: 3 })).toMatchObject({ forMs: 3, limit: 2 });
    expect(alertingOf(error, 'never', {})).toBe('never');
    expect(alertingOf(error, 'never', { forMs: undefined })).toBe('never');
    expect(alertingOf('never', { limit: 5 })).toMatchObject({ limit: 5, forMs: 1_800_000 });
  });
});
