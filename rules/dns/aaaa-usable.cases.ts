import type { AddressesData } from '../../crawler/probes/addresses.ts';
import type { RuleCase } from '../case.ts';
import { addressesOf, answering, silent } from '../given/addresses.ts';
import { unobserved } from '../given/builders.ts';

type Answers = AddressesData['answers'];
const four: Answers[number] = answering('192.0.2.1', { connectMs: 20 });
const seen = (...six: Answers) => [addressesOf(four, ...six)];

export const cases: readonly RuleCase[] = [
  {
    name: 'both families answer',
    given: seen(answering('2001:db8::1', { connectMs: 25 })),
    outcome: 'passed',
  },
  {
    name: 'IPv6 is slow to connect',
    given: seen(answering('2001:db8::1', { connectMs: 200 })),
    outcome: 'passed',
    says: 'three times',
  },
  {
    name: 'nothing listens at the IPv6 address',
    given: seen(silent('2001:db8::1', 'connect-refused')),
    outcome: 'failed',
    says: '2001:db8::1',
  },
  {
    name: 'one of two IPv6 addresses is dead',
    given: seen(answering('2001:db8::1'), silent('2001:db8::2', 'connect-timeout')),
    outcome: 'failed',
    says: '2001:db8::2',
  },
  {
    name: 'we have no IPv6 ourselves',
    given: seen(silent('2001:db8::1', 'connect-unreachable')),
    outcome: 'cannot-tell',
  },
  {
    name: 'our own limit came first',
    given: seen(silent('2001:db8::1', 'request-budget')),
    outcome: 'cannot-tell',
  },
  {
    name: 'the connection came, the answer is an error',
    given: seen(silent('2001:db8::1', 'http-closed')),
    outcome: 'passed',
  },
  { name: 'IPv4 only', given: seen(), outcome: 'inapplicable' },
  { name: 'nothing was asked', given: [unobserved('addresses', 'visit-deadline')], outcome: 'cannot-tell' },
];
