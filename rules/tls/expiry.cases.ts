import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aCertificate, aSession, aTls } from '../given/certificates.ts';

const until = (validTo: string, validFrom = '2026-04-01T00:00:00.000Z') =>
  observed('tls', aTls(aSession({ chain: [aCertificate({ validFrom, validTo })] })));

export const cases: readonly RuleCase[] = [
  { name: 'three months left', given: [observed('tls', aTls())], outcome: 'passed', says: 'in 72 days' },
  {
    name: 'ten days left',
    given: [until('2026-06-11T12:00:00.000Z')],
    outcome: 'passed',
    says: 'in 10 days',
  },
  {
    name: 'exactly three days left',
    given: [until('2026-06-04T12:00:00.000Z')],
    outcome: 'failed',
    says: 'in 3 days',
  },
  {
    name: 'expired yesterday',
    given: [until('2026-05-31T12:00:00.000Z')],
    outcome: 'failed',
    says: 'expired on',
  },
  {
    name: 'half of a six-day life left',
    given: [until('2026-06-04T12:00:00.000Z', '2026-05-29T12:00:00.000Z')],
    outcome: 'passed',
  },
  {
    name: 'a day of a six-day life left',
    given: [until('2026-06-02T12:00:00.000Z', '2026-05-27T12:00:00.000Z')],
    outcome: 'failed',
    says: 'on 2026-06-02 12:00 UTC, in 24 h',
  },
  {
    name: 'a handshake without certificate',
    given: [observed('tls', aTls(aSession({ chain: [] })))],
    outcome: 'cannot-tell',
  },
  { name: 'no session', given: [unobserved('tls', 'connect-timeout')], outcome: 'cannot-tell' },
];
