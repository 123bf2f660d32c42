import type { FailureCode } from '../../model/failure.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { aWebFinger } from '../given/documents.ts';

const ended = (code: FailureCode) => [observed('webfinger', aWebFinger({ base: failing(code) }))];

export const cases: readonly RuleCase[] = [
  { name: 'a JRD', given: [observed('webfinger', aWebFinger())], outcome: 'passed' },
  { name: '404 for an account that exists', given: ended('http-not-found'), outcome: 'failed', says: '404' },
  { name: 'a web page', given: ended('body-html'), outcome: 'failed' },
  { name: 'no JSON', given: ended('body-not-json'), outcome: 'failed' },
  { name: '503', given: ended('http-server-error'), outcome: 'cannot-tell' },
  { name: '429', given: ended('http-rate-limited'), outcome: 'cannot-tell' },
  { name: '403, which may be about us', given: ended('http-forbidden'), outcome: 'cannot-tell' },
  { name: 'a time-out', given: ended('http-timeout'), outcome: 'cannot-tell' },
  {
    name: 'a certificate nobody trusts',
    given: [unobserved('webfinger', 'tls-untrusted')],
    outcome: 'cannot-tell',
  },
  { name: 'no account is known', given: [unobserved('webfinger', 'prior-missing')], outcome: 'cannot-tell' },
  {
    name: 'robots.txt forbids it',
    given: [unobserved('webfinger', 'robots-disallowed')],
    outcome: 'cannot-tell',
    says: 'robots',
  },
];
