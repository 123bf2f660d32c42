import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aCertificate, aSession, aTls } from '../given/certificates.ts';

const bare = aSession({ chain: [aCertificate()], problem: 'tls-chain-incomplete' });

export const cases: readonly RuleCase[] = [
  { name: 'leaf and intermediate', given: [observed('tls', aTls())], outcome: 'passed' },
  { name: 'the leaf alone', given: [observed('tls', aTls(bare))], outcome: 'failed', says: '1 certificate' },
  {
    name: 'a complete chain that expired',
    given: [observed('tls', aTls(aSession({ problem: 'tls-expired' })))],
    outcome: 'passed',
  },
  {
    name: 'a self-signed certificate',
    given: [observed('tls', aTls(aSession({ problem: 'tls-self-signed' })))],
    outcome: 'inapplicable',
  },
  {
    name: 'an unknown authority',
    given: [observed('tls', aTls(aSession({ problem: 'tls-untrusted' })))],
    outcome: 'cannot-tell',
  },
  { name: 'no session', given: [unobserved('tls', 'tls-handshake')], outcome: 'cannot-tell' },
];
