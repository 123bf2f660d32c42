import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anInstanceApi } from '../given/documents.ts';

const api = (rulesCount: number) => [observed('instance-api', anInstanceApi({ rulesCount }))];
const consent = 'hosted';

export const cases: readonly RuleCase[] = [
  { name: 'three rules', given: api(3), consent, outcome: 'passed', says: '3 rules are' },
  { name: 'one rule', given: api(1), consent, outcome: 'passed', says: '1 rule is' },
  { name: 'no rule', given: api(0), consent, outcome: 'failed', says: 'empty' },
  { name: 'no rule, not yet proven ours', given: api(0), consent: 'unproven', outcome: 'failed' },
  {
    name: 'a software without such an API',
    given: [observed('instance-api', { asked: false })],
    consent,
    outcome: 'cannot-tell',
  },
  { name: 'no rule at a peer', given: api(0), outcome: 'inapplicable' },
];
