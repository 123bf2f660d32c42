import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { anInstanceApi } from '../given/documents.ts';

const api = (limitedFederation: boolean) => [observed('instance-api', anInstanceApi({ limitedFederation }))];
const open = { federation: 'open' } as const;
const limited = { federation: 'limited' } as const;

export const cases: readonly RuleCase[] = [
  { name: 'open, as agreed', given: api(false), expect: open, outcome: 'passed', says: 'is open' },
  { name: 'limited, as agreed', given: api(true), expect: limited, outcome: 'passed' },
  {
    name: 'limited, but open was agreed',
    given: api(true),
    expect: open,
    outcome: 'failed',
    says: 'agreed is open',
  },
  { name: 'open, but limited was agreed', given: api(false), expect: limited, outcome: 'failed' },
  {
    name: 'the API does not say',
    given: [observed('instance-api', { asked: false })],
    expect: open,
    outcome: 'cannot-tell',
  },
  {
    name: 'the API was not read',
    given: [unobserved('instance-api', 'http-server-error')],
    expect: open,
    outcome: 'cannot-tell',
  },
  { name: 'nothing was agreed', given: api(true), outcome: 'inapplicable' },
];
