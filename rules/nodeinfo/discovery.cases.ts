import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfo } from '../given/documents.ts';

export const cases: readonly RuleCase[] = [
  { name: 'a discovery document', given: [observed('nodeinfo', aNodeInfo())], outcome: 'passed' },
  { name: 'a web page', given: [unobserved('nodeinfo', 'body-html')], outcome: 'failed', says: 'HTML' },
  { name: 'no JSON', given: [unobserved('nodeinfo', 'body-not-json')], outcome: 'failed' },
  {
    name: '404, since operators may turn it off',
    given: [unobserved('nodeinfo', 'http-not-found')],
    outcome: 'inapplicable',
  },
  { name: '503', given: [unobserved('nodeinfo', 'http-server-error')], outcome: 'cannot-tell' },
  {
    name: 'robots.txt forbids it',
    given: [unobserved('nodeinfo', 'robots-disallowed')],
    outcome: 'cannot-tell',
  },
];
