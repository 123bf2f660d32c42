import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aJrd, aWebFinger, aWebFingerWith } from '../given/documents.ts';

const { contentType: _dropped, ...bare } = aJrd();
const sent = (contentType: string) => [observed('webfinger', aWebFingerWith({ contentType }))];

export const cases: readonly RuleCase[] = [
  {
    name: 'application/jrd+json with charset',
    given: sent('application/jrd+json; charset=utf-8'),
    outcome: 'passed',
  },
  { name: 'application/json', given: sent('application/json'), outcome: 'passed', says: 'application/json' },
  { name: 'text/html', given: sent('text/html'), outcome: 'failed', says: 'text/html' },
  { name: 'application/activity+json', given: sent('application/activity+json'), outcome: 'failed' },
  {
    name: 'no header',
    given: [observed('webfinger', aWebFinger({ base: { ok: true, data: bare } }))],
    outcome: 'failed',
    says: 'nothing',
  },
  {
    name: 'no JRD',
    given: [observed('webfinger', aWebFinger({ base: failing('http-not-found') }))],
    outcome: 'cannot-tell',
  },
];
