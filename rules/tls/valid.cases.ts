import type { RuleCase } from '../case.ts';
import { host, observed, unobserved } from '../given/builders.ts';
import { aSession, aTls } from '../given/certificates.ts';

const second = aSession({ host: host('social.example.org'), problem: 'tls-name-mismatch' });

export const cases: readonly RuleCase[] = [
  { name: 'a certificate that clients accept', given: [observed('tls', aTls())], outcome: 'passed' },
  {
    name: 'an expired certificate',
    given: [observed('tls', aTls(aSession({ problem: 'tls-expired' })))],
    outcome: 'failed',
    says: 'expired',
  },
  {
    name: 'a wrong name at the web domain',
    given: [observed('tls', aTls(aSession(), second))],
    outcome: 'failed',
    says: 'social.example.org',
  },
  { name: 'no session', given: [unobserved('tls', 'tls-handshake')], outcome: 'failed' },
  {
    name: 'a handshake that does not finish',
    given: [unobserved('tls', 'tls-timeout')],
    outcome: 'cannot-tell',
  },
  { name: 'a refused connection', given: [unobserved('tls', 'connect-refused')], outcome: 'cannot-tell' },
];
