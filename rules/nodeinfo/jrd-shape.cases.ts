import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfo, noSchema } from '../given/documents.ts';

export const cases: readonly RuleCase[] = [
  { name: 'a list of links', given: [observed('nodeinfo', aNodeInfo())], outcome: 'passed' },
  { name: 'unknown links only', given: [observed('nodeinfo', noSchema)], outcome: 'passed', says: 'No link' },
  {
    name: 'one object instead of a list',
    given: [observed('nodeinfo', aNodeInfo({ linksShape: 'object' }))],
    outcome: 'failed',
    says: 'object',
  },
  {
    name: 'nothing readable',
    given: [observed('nodeinfo', { ...noSchema, linksShape: 'malformed' })],
    outcome: 'failed',
  },
  { name: 'no NodeInfo', given: [unobserved('nodeinfo', 'http-not-found')], outcome: 'cannot-tell' },
];
