import type { RuleCase } from '../case.ts';
import { anExchange, observed, unobserved } from '../given/builders.ts';
import { aNodeInfo } from '../given/documents.ts';

const took = (totalMs: number) =>
  observed('nodeinfo', aNodeInfo(), { exchanges: [anExchange({ timings: { totalMs } })] });

export const cases: readonly RuleCase[] = [
  { name: 'quick', given: [took(120)], outcome: 'passed', says: '0.1 s' },
  { name: 'just in time', given: [took(4_999)], outcome: 'passed' },
  { name: 'five seconds', given: [took(5_000)], outcome: 'failed', says: '5.0 s' },
  { name: 'six seconds', given: [took(6_000)], outcome: 'failed', says: '/.well-known/nodeinfo' },
  {
    name: 'quick here, a time-out there',
    given: [took(120), unobserved('webfinger', 'http-timeout')],
    outcome: 'cannot-tell',
  },
  { name: 'time-outs only', given: [unobserved('nodeinfo', 'http-timeout')], outcome: 'cannot-tell' },
];
