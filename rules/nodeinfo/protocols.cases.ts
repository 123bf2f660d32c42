import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aNodeInfo, aNodeInfoWith, anActor, aSecureActor, noSchema } from '../given/documents.ts';

const actor = observed('actor', anActor());
const other = observed('nodeinfo', aNodeInfoWith({ protocols: ['diaspora'] }));

export const cases: readonly RuleCase[] = [
  { name: 'activitypub is listed', given: [actor, observed('nodeinfo', aNodeInfo())], outcome: 'passed' },
  {
    name: 'the object form of 1.0',
    given: [actor, observed('nodeinfo', aNodeInfoWith({ protocolsShape: 'object' }))],
    outcome: 'passed',
  },
  {
    name: 'another protocol, though actors work',
    given: [actor, other],
    outcome: 'failed',
    says: 'diaspora',
  },
  {
    name: 'no list at all',
    given: [actor, observed('nodeinfo', aNodeInfoWith({ protocols: [], protocolsShape: 'missing' }))],
    outcome: 'failed',
    says: 'no list',
  },
  {
    name: 'another protocol, and the actor cannot be read',
    given: [observed('actor', aSecureActor), other],
    outcome: 'cannot-tell',
  },
  {
    name: 'the document did not come',
    given: [actor, observed('nodeinfo', aNodeInfo({ document: failing('http-timeout') }))],
    outcome: 'cannot-tell',
  },
  {
    name: 'no link to a known schema',
    given: [actor, observed('nodeinfo', noSchema)],
    outcome: 'inapplicable',
  },
];
