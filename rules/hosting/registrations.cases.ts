import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';
import { aNodeInfoWith, anInstanceApi } from '../given/documents.ts';

const api = (registrations: 'open' | 'approval' | 'closed') =>
  observed('instance-api', anInstanceApi({ registrations }));
const nodeinfo = (openRegistrations: boolean) => [
  observed('instance-api', { asked: false }),
  observed('nodeinfo', aNodeInfoWith({ openRegistrations })),
];
const closed = { registrations: 'closed' } as const;

export const cases: readonly RuleCase[] = [
  { name: 'closed, as agreed', given: [api('closed')], expect: closed, outcome: 'passed', says: 'closed' },
  {
    name: 'open, but closed was agreed',
    given: [api('open')],
    expect: closed,
    outcome: 'failed',
    says: 'is open; agreed is closed',
  },
  {
    name: 'by approval, but open was agreed',
    given: [api('approval')],
    expect: { registrations: 'open' },
    outcome: 'failed',
  },
  { name: 'NodeInfo alone says closed', given: nodeinfo(false), expect: closed, outcome: 'passed' },
  {
    name: 'NodeInfo alone says open',
    given: nodeinfo(true),
    expect: closed,
    outcome: 'failed',
    says: 'NodeInfo',
  },
  {
    name: 'NodeInfo alone says closed, but open was agreed',
    given: nodeinfo(false),
    expect: { registrations: 'open' },
    outcome: 'failed',
  },
  {
    name: 'NodeInfo cannot tell approval',
    given: nodeinfo(true),
    expect: { registrations: 'approval' },
    outcome: 'cannot-tell',
  },
  {
    name: 'nobody says',
    given: [observed('instance-api', { asked: false })],
    expect: closed,
    outcome: 'cannot-tell',
  },
  {
    name: 'robots.txt forbids both',
    given: [unobserved('instance-api', 'robots-disallowed'), unobserved('nodeinfo', 'robots-disallowed')],
    expect: closed,
    outcome: 'cannot-tell',
  },
  { name: 'nothing was agreed', given: [api('open')], outcome: 'inapplicable' },
];
