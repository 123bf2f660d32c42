import { describe, expect, test } from 'vitest';
import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import type { Finding } from '../../model/finding.ts';
import { aServer, observed, unobserved } from '../../rules/given/builders.ts';
import { aSession, aTls } from '../../rules/given/certificates.ts';
import { rules } from '../../rules/index.ts';
import { failed } from '../../rules/rule.ts';

const noon = '2026-06-01T12:00:00.000Z';
const evening = '2026-06-01T18:00:00.000Z';
const tlsRules = rules.filter(({ id }) => id.startsWith('tls.'));

function findingOf(findings: readonly Finding[], rule: string): Finding {
  const found = findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no finding of ${rule}`);
  return found;
}

describe('judge', () => {
  const healthy = snapshotOf(aServer, [observed('tls', aTls(), { startedAt: noon })]);
  const expired = snapshotOf(aServer, [
    observed('tls', aTls(aSession({ problem: 'tls-expired' })), { startedAt: evening }),
  ]);

  test('attributes each verdict to its rule, with evidence and severity', () => {
    const { findings, bugs } = judge(expired, { rules: tlsRules });

    expect(bugs).toEqual([]);
    expect(findingOf(findings, 'tls.valid')).toEqual({
      server: 'example.org',
      rule: 'tls.valid',
      ruleVersion: 1,
      audience: 'sre',
      outcome: 'failed',
      severity: 'error',
      because: 'At example.org: the certificate has expired',
      evidence: [`tls-${evening}`],
      observedAt: evening,
      since: evening,
    });
  });

  test('equal input gives equal findings, whatever the order of the observations', () => {
    const observations = [
      observed('tls', aTls()),
      unobserved('webfinger', 'http-not-found'),
      unobserved('dns', 'dns-nxdomain'),
    ];

    expect(judge(snapshotOf(aServer, observations), { rules })).toEqual(
      judge(snapshotOf(aServer, observations.toReversed()), { rules }),
    );
  });

  test('an outcome that stays keeps its beginning, one that changes begins anew', () => {
    const previous = judge(healthy, { rules: tlsRules }).findings;
    const { findings } = judge(expired, { rules: tlsRules, previous });

    expect(findingOf(findings, 'tls.valid').since).toBe(evening);
    expect(findingOf(findings, 'tls.chain-complete')).toMatchObject({
      outcome: 'passed',
      since: noon,
      observedAt: evening,
    });
  });

  test('a rule none of whose probes was observed has no finding', () => {
    expect(judge(healthy, { rules }).findings.map(({ rule }) => rule)).not.toContain('dns.resolves');
    expect(judge(snapshotOf(aServer, []), { rules }).findings).toEqual([]);
  });

  test('a rule that throws is reported, and the others are judged', () => {
    const [first, ...others] = tlsRules;
    if (first === undefined) throw new Error('there are rules on TLS');
    const error = new Error('a slip');
    const broken = {
      ...first,
      check() {
        throw error;
      },
    };

    const { findings, bugs } = judge(healthy, { rules: [broken, ...others] });

    expect(bugs).toEqual([{ rule: first.id, server: 'example.org', error }]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['cannot-tell', 'passed', 'passed']);
  });

  test('a rule that throws before anything was seen, or only at what was seen before, is reported too', () => {
    const [first] = tlsRules;
    if (first === undefined) throw new Error('there are rules on TLS');
    const slip = () => {
      throw new Error('a slip');
    };
    const atOnce = { ...first, concerns: slip };
    const looksBack = {
      ...first,
      confirmAfterHours: 1,
      check: (seen: Parameters<typeof first.check>[0]) =>
        seen.tls?.startedAt === noon ? slip() : failed('again'),
    };
    const thrown = [
      judge(snapshotOf(aServer, []), { rules: [atOnce] }),
      judge(expired, { rules: [looksBack], earlier: () => [healthy] }),
    ];

    expect(thrown.map(({ bugs }) => bugs.map(({ rule }) => rule))).toEqual([[first.id], [first.id]]);
    expect(thrown.flatMap(({ findings }) => findings.map(({ outcome }) => outcome))).toEqual(['cannot-tell']);
  });
});
