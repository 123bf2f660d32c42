import type { InstanceApiAnswer } from '../../crawler/probes/instance-api.ts';
import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith, anInstanceApi, noSchema } from '../given/documents.ts';

const told = (openRegistrations: boolean, registrations: NonNullable<InstanceApiAnswer['registrations']>) => [
  observed('nodeinfo', aNodeInfoWith({ openRegistrations })),
  observed('instance-api', anInstanceApi({ registrations })),
];
const { registrations: _dropped, ...silent } = anInstanceApi();

export const cases: readonly RuleCase[] = [
  { name: 'closed in both', given: told(false, 'closed'), outcome: 'passed' },
  { name: 'open in both', given: told(true, 'open'), outcome: 'passed' },
  { name: 'by approval, and NodeInfo says open', given: told(true, 'approval'), outcome: 'passed' },
  { name: 'by approval, and NodeInfo says closed', given: told(false, 'approval'), outcome: 'passed' },
  {
    name: 'open in NodeInfo only',
    given: told(true, 'closed'),
    outcome: 'failed',
    says: 'NodeInfo says open',
  },
  { name: 'open in the API only', given: told(false, 'open'), outcome: 'failed', says: 'API says open' },
  {
    name: 'an API without a word on it',
    given: [observed('nodeinfo', aNodeInfoWith({})), observed('instance-api', silent)],
    outcome: 'cannot-tell',
  },
  {
    name: 'no NodeInfo document',
    given: [observed('nodeinfo', noSchema), observed('instance-api', anInstanceApi())],
    outcome: 'cannot-tell',
  },
  {
    name: 'software without such an API',
    given: [observed('nodeinfo', aNodeInfoWith({})), observed('instance-api', { asked: false })],
    outcome: 'inapplicable',
  },
  {
    name: 'an API that did not answer',
    given: [observed('nodeinfo', aNodeInfoWith({})), unobserved('instance-api', 'http-server-error')],
    outcome: 'cannot-tell',
  },
];
