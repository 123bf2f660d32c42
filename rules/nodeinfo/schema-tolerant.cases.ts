import type { RuleCase } from '../case.ts';
import { failing, observed } from '../given/builders.ts';
import { aNodeInfo, aNodeInfoWith, noSchema } from '../given/documents.ts';

export const cases: readonly RuleCase[] = [
  { name: 'name and version', given: [observed('nodeinfo', aNodeInfo())], outcome: 'passed' },
  {
    name: 'an empty name',
    given: [observed('nodeinfo', aNodeInfoWith({ software: { name: ' ', version: '1' } }))],
    outcome: 'failed',
    says: 'name',
  },
  {
    name: 'an empty version',
    given: [observed('nodeinfo', aNodeInfoWith({ software: { name: 'x', version: '' } }))],
    outcome: 'failed',
    says: 'version',
  },
  {
    name: 'no version, or one that is neither text nor a number (NodeInfo schema 2.0: a string, required)',
    given: [observed('nodeinfo', aNodeInfoWith({ software: { name: 'x' } }))],
    outcome: 'failed',
    says: 'version',
  },
  {
    name: 'a document that lacks its software',
    given: [observed('nodeinfo', aNodeInfo({ document: failing('body-unexpected') }))],
    outcome: 'failed',
  },
  {
    name: 'a linked document that is not there',
    given: [observed('nodeinfo', aNodeInfo({ document: failing('http-not-found') }))],
    outcome: 'failed',
  },
  {
    name: 'a time-out',
    given: [observed('nodeinfo', aNodeInfo({ document: failing('http-timeout') }))],
    outcome: 'cannot-tell',
  },
  { name: 'no link to a known schema', given: [observed('nodeinfo', noSchema)], outcome: 'inapplicable' },
];
