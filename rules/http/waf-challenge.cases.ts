import type { RuleCase } from '../case.ts';
import { anExchange, observed, unobserved } from '../given/builders.ts';
import { aNodeInfo } from '../given/documents.ts';

const challenge = anExchange({ status: 429, responseHeaders: { 'cf-mitigated': 'challenge' } });

export const cases: readonly RuleCase[] = [
  {
    name: 'plain answers',
    given: [observed('nodeinfo', aNodeInfo(), { exchanges: [anExchange()] })],
    outcome: 'passed',
  },
  {
    name: 'a challenge dressed as 429',
    given: [unobserved('nodeinfo', 'http-rate-limited', { exchanges: [challenge] })],
    outcome: 'failed',
    says: 'with 429',
  },
  {
    name: 'a request that a challenge stopped',
    given: [unobserved('webfinger', 'http-challenged', { exchanges: [anExchange({ status: 403 })] })],
    outcome: 'failed',
  },
  {
    name: 'a challenge for browsers only',
    given: [
      observed('nodeinfo', aNodeInfo(), {
        exchanges: [anExchange(), { ...challenge, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }],
      }),
    ],
    outcome: 'passed',
  },
  { name: 'no answer', given: [unobserved('nodeinfo', 'connect-timeout')], outcome: 'cannot-tell' },
];
