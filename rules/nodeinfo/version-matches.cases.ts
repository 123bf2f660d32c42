import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { aNodeInfo, aNodeInfoDocument, aNodeInfoWith, noSchema } from '../given/documents.ts';

const { version: _dropped, ...unversioned } = aNodeInfoDocument();

export const cases: readonly RuleCase[] = [
  { name: 'the same version', given: [observed('nodeinfo', aNodeInfo())], outcome: 'passed' },
  {
    name: 'another version',
    given: [observed('nodeinfo', aNodeInfoWith({ version: '2.1' }))],
    outcome: 'failed',
    says: '2.1',
  },
  {
    name: 'no version',
    given: [observed('nodeinfo', aNodeInfo({ document: { ok: true, data: unversioned } }))],
    outcome: 'failed',
    says: 'nothing',
  },
  { name: 'no link to follow', given: [observed('nodeinfo', noSchema)], outcome: 'inapplicable' },
  {
    name: 'the document was not read',
    given: [observed('nodeinfo', aNodeInfo({ document: failing('http-server-error') }))],
    outcome: 'cannot-tell',
  },
  { name: 'no NodeInfo', given: [unobserved('nodeinfo', 'http-not-found')], outcome: 'cannot-tell' },
];
