import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aJrd, aWebFinger, aWebFingerWith } from '../given/documents.ts';

const { subject: _dropped, ...bare } = aJrd();
const sent = (subject: string) => [observed('webfinger', aWebFingerWith({ subject }))];

export const cases: readonly RuleCase[] = [
  { name: 'the account that was asked for', given: sent('acct:alice@example.org'), outcome: 'passed' },
  { name: 'the same in capitals', given: sent('acct:Alice@Example.org'), outcome: 'passed' },
  {
    name: 'another domain, which split-domain judges',
    given: sent('acct:alice@example.com'),
    outcome: 'passed',
    says: 'example.com',
  },
  {
    name: 'a web address',
    given: sent('https://example.org/users/alice'),
    outcome: 'failed',
    says: 'https://example.org',
  },
  {
    name: 'no subject',
    given: [observed('webfinger', aWebFinger({ base: { ok: true, data: bare } }))],
    outcome: 'failed',
  },
  {
    name: 'no JRD',
    given: [observed('webfinger', aWebFinger({ base: failing('body-html') }))],
    outcome: 'cannot-tell',
  },
];
