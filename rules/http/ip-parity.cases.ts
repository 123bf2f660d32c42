import type { RuleCase } from '../case.ts';
import { addressesOf, answering, silent } from '../given/addresses.ts';
import { unobserved } from '../given/builders.ts';

const first = answering('192.0.2.1');

export const cases: readonly RuleCase[] = [
  { name: 'the same twice', given: [addressesOf(first, answering('192.0.2.2'))], outcome: 'passed' },
  {
    name: 'another parameter of the type is no difference',
    given: [addressesOf(first, answering('192.0.2.2', { contentType: 'application/json; charset=utf-8' }))],
    outcome: 'passed',
  },
  {
    name: 'an error at one address',
    given: [addressesOf(first, answering('192.0.2.2', { status: 502 }))],
    outcome: 'failed',
    says: '502',
  },
  {
    name: 'one address has enough of our questions',
    given: [addressesOf(first, answering('192.0.2.2'), answering('2001:db8::1', { status: 429 }))],
    outcome: 'cannot-tell',
    says: '429',
  },
  {
    name: 'one address has enough of our questions, another has another site',
    given: [
      addressesOf(first, answering('192.0.2.2', { status: 429 }), answering('2001:db8::1', { status: 404 })),
    ],
    outcome: 'failed',
    says: '404',
  },
  {
    name: 'a page at one address',
    given: [addressesOf(first, answering('192.0.2.2', { contentType: 'text/html', links: [] }))],
    outcome: 'failed',
    says: 'text/html',
  },
  {
    name: 'another server at one address',
    given: [addressesOf(first, answering('2001:db8::1', { links: ['https://other.example/nodeinfo'] }))],
    outcome: 'failed',
  },
  {
    name: 'a certificate of another site at one address',
    given: [addressesOf(first, silent('192.0.2.2', 'tls-name-mismatch'))],
    outcome: 'failed',
    says: 'other hosts',
  },
  {
    name: 'no connection to one address is the question of another rule',
    given: [addressesOf(first, answering('192.0.2.2'), silent('2001:db8::1', 'connect-refused'))],
    outcome: 'passed',
  },
  {
    name: 'only one address could be reached',
    given: [addressesOf(first, silent('2001:db8::1', 'connect-unreachable'))],
    outcome: 'cannot-tell',
  },
  {
    name: 'no address could be reached',
    given: [addressesOf(silent('192.0.2.1', 'connect-refused'), silent('192.0.2.2', 'connect-refused'))],
    outcome: 'cannot-tell',
  },
  { name: 'one address', given: [addressesOf()], outcome: 'inapplicable' },
  { name: 'nothing was asked', given: [unobserved('addresses', 'visit-deadline')], outcome: 'cannot-tell' },
];
