import { describe, expect, test } from 'vitest';
import { judge } from '../../analyzer/judge.ts';
import { snapshotOf } from '../../analyzer/snapshot.ts';
import { standingOf } from '../../analyzer/standing.ts';
import type { ProbeId } from '../../crawler/probes/index.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { aServer, failing, observed, unobserved } from '../../rules/given/builders.ts';
import { aNodeInfo, anActor, aSecureActor, aWebFinger } from '../../rules/given/documents.ts';
import { rules } from '../../rules/index.ts';

const standing = (...observations: readonly Observation[]) =>
  standingOf(observations, judge(snapshotOf(aServer, observations), { rules }).findings);
const asked: readonly ProbeId[] = ['host-meta', 'nodeinfo', 'instance-api', 'webfinger', 'actor'];
const all = (code: FailureCode) => standing(...asked.map((probe) => unobserved(probe, code)));
const webfinger = observed('webfinger', aWebFinger());
const actor = observed('actor', anActor());

describe('standingOf', () => {
  test('documents and no failure is healthy, single open answers or not', () => {
    expect(standing(webfinger, actor)).toBe('healthy');
    expect(standing(webfinger, actor, unobserved('nodeinfo', 'robots-disallowed'))).toBe('healthy');
    expect(standing(webfinger, actor, unobserved('nodeinfo', 'http-server-error'))).toBe('healthy');
    expect(standing(webfinger, observed('actor', aSecureActor))).toBe('healthy');
    expect(standing(observed('actor', aSecureActor))).toBe('healthy');
  });

  test('a failed rule is failing, also where nothing else could be read', () => {
    expect(standing(unobserved('dns', 'dns-nxdomain'))).toBe('failing');
    expect(standing(observed('webfinger', aWebFinger({ base: failing('http-not-found') })), actor)).toBe(
      'failing',
    );
  });

  test.each(['connect-refused', 'connect-timeout', 'http-timeout', 'http-server-error'] as const)(
    '%s everywhere is unreachable',
    (code) => {
      expect(all(code)).toBe('unreachable');
    },
  );

  test.each([
    'robots-disallowed',
    'opted-out',
    'http-rate-limited',
    'retry-after',
    'http-forbidden',
  ] as const)('%s everywhere is refusing', (code) => {
    expect(all(code)).toBe('refusing');
  });

  test('a document of an earlier visit does not hide an outage', () => {
    const earlier = { ...actor, scheduledAt: '2001-01-01T00:00:00.000Z' };

    expect(standing(earlier, unobserved('webfinger', 'connect-reset'))).toBe('unreachable');
  });

  test('a refusal inside the data counts too', () => {
    expect(standing(observed('webfinger', aWebFinger({ base: failing('http-forbidden') })))).toBe('refusing');
  });

  test.each(['crawl-delay', 'visit-deadline', 'monitor-down'] as const)(
    '%s everywhere is unjudged',
    (code) => {
      expect(all(code)).toBe('unjudged');
    },
  );

  test('a visit that was cut off is unjudged, whatever it had read', () => {
    expect(standing(observed('nodeinfo', aNodeInfo()), unobserved('actor', 'visit-deadline'))).toBe(
      'unjudged',
    );
  });

  test.each(['webfinger', 'actor'] as const)(
    'data of %s that was written in another shape is not told, and no outage',
    (probe) => {
      const known = probe === 'actor' ? actor : webfinger;
      const other = probe === 'actor' ? webfinger : actor;
      for (const data of [{}, { base: {}, document: {} }, { base: { ok: false }, document: { ok: false } }]) {
        const old = { ...known, data };
        expect(standingOf([old], [])).toBe('unjudged');
        expect(standingOf([old, unobserved('dns', 'dns-timeout')], [])).toBe('unjudged');
        expect(standingOf([old, other], [])).toBe('healthy');
        expect(standingOf([old, unobserved('nodeinfo', 'http-forbidden')], [])).toBe('refusing');
      }
    },
  );

  test('nothing observed is unjudged', () => {
    expect(standing()).toBe('unjudged');
  });
});
