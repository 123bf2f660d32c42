import type { RuleCase } from '../case.ts';
import { observed } from '../given/builders.ts';
import { anInstanceApi } from '../given/documents.ts';

const nobody = observed('instance-api', anInstanceApi({ hasContactEmail: false }));
const consent = 'hosted';

export const cases: readonly RuleCase[] = [
  { name: 'an address', given: [observed('instance-api', anInstanceApi())], consent, outcome: 'passed' },
  {
    name: 'an account only',
    given: [observed('instance-api', anInstanceApi({ hasContactEmail: false, contact: 'desk@example.org' }))],
    consent,
    outcome: 'passed',
  },
  { name: 'neither', given: [nobody], consent, outcome: 'failed', says: 'neither' },
  {
    name: 'a software without such an API',
    given: [observed('instance-api', { asked: false })],
    consent,
    outcome: 'cannot-tell',
  },
  { name: 'neither at a peer', given: [nobody], outcome: 'inapplicable' },
];
