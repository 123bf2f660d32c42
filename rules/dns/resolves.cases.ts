import type { RuleCase } from '../case.ts';
import { aServer, observed, unobserved } from '../given/builders.ts';

const address = { address: '192.0.2.1', family: 4, class: 'global' } as const;
const facts = { host: aServer.host, source: 'resolver', addresses: [address], durationMs: 3 } as const;

export const cases: readonly RuleCase[] = [
  { name: 'one address', given: [observed('dns', facts)], outcome: 'passed' },
  {
    name: 'no address in the answer',
    given: [observed('dns', { ...facts, addresses: [] })],
    outcome: 'failed',
  },
  {
    name: 'the name does not exist',
    given: [unobserved('dns', 'dns-nxdomain')],
    outcome: 'failed',
    says: 'does not exist',
  },
  {
    name: 'SERVFAIL, which a resolver in trouble of its own says too (RFC 1035 §4.1.1)',
    given: [unobserved('dns', 'dns-servfail')],
    outcome: 'cannot-tell',
    says: 'ours or theirs',
  },
  {
    name: 'the name has no address',
    given: [unobserved('dns', 'dns-no-address')],
    outcome: 'failed',
  },
  { name: 'a silent resolver', given: [unobserved('dns', 'dns-timeout')], outcome: 'cannot-tell' },
  { name: 'nothing was asked yet', given: [], outcome: 'cannot-tell', says: 'yet' },
];
