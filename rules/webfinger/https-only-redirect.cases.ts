import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { aJrd, aWebFinger, aWebFingerWith } from '../given/documents.ts';

const asked = 'https://example.org/.well-known/webfinger?resource=acct%3Aalice%40example.org';
const chain = (...urls: readonly string[]) => [observed('webfinger', aWebFingerWith({ urls }))];

export const cases: readonly RuleCase[] = [
  { name: 'no redirect', given: chain(asked), outcome: 'passed' },
  { name: 'https to https', given: chain(asked, asked.replace('//', '//social.')), outcome: 'passed' },
  {
    name: 'https to http, which we do not follow',
    given: [observed('webfinger', aWebFinger({ base: failing('redirect-downgrade') }))],
    outcome: 'failed',
    says: 'to http',
  },
  {
    name: 'https to http at the web domain',
    given: [
      observed(
        'webfinger',
        aWebFinger({ base: { ok: true, data: aJrd() }, reverse: failing('redirect-downgrade') }),
      ),
    ],
    outcome: 'failed',
  },
  {
    name: 'an http hop on the way',
    given: chain(asked, asked.replace('https', 'http'), asked),
    outcome: 'failed',
    says: '"http://example.org"',
  },
  {
    name: 'an account that is not there',
    given: [observed('webfinger', aWebFinger({ base: failing('http-not-found') }))],
    outcome: 'cannot-tell',
  },
  {
    name: 'nothing was asked',
    given: [unobserved('webfinger', 'robots-disallowed')],
    outcome: 'cannot-tell',
  },
];
