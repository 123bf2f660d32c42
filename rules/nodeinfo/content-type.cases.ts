import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aNodeInfo, aNodeInfoDocument, aNodeInfoWith, noSchema } from '../given/documents.ts';

const profile = 'application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.0#"; charset=utf-8';
const { contentType: _dropped, ...untyped } = aNodeInfoDocument();
const sent = (contentType: string) => [observed('nodeinfo', aNodeInfoWith({ contentType }))];

export const cases: readonly RuleCase[] = [
  { name: 'plain JSON', given: sent('application/json; charset=utf-8'), outcome: 'passed' },
  { name: 'JSON with the profile of its schema', given: sent(profile), outcome: 'passed' },
  { name: 'a page', given: sent('text/html'), outcome: 'failed', says: 'text/html' },
  { name: 'a JRD', given: sent('application/jrd+json'), outcome: 'failed' },
  {
    name: 'no type',
    given: [observed('nodeinfo', aNodeInfo({ document: { ok: true, data: untyped } }))],
    outcome: 'failed',
    says: 'nothing',
  },
  {
    name: 'a document that did not come',
    given: [observed('nodeinfo', aNodeInfo({ document: failing('http-server-error') }))],
    outcome: 'cannot-tell',
  },
  { name: 'no known schema', given: [observed('nodeinfo', noSchema)], outcome: 'inapplicable' },
];
