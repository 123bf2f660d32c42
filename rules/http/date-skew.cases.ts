import type { RuleCase } from '../case.ts';
import { anExchange, noon, observed, unobserved } from '../given/builders.ts';
import { aNodeInfo } from '../given/documents.ts';

const answered = (offSeconds: number, headers: Readonly<Record<string, string>> = {}) =>
  anExchange({
    responseHeaders: { date: new Date(Date.parse(noon) + offSeconds * 1000).toUTCString(), ...headers },
  });
const seen = (...exchanges: readonly ReturnType<typeof anExchange>[]) => [
  observed('nodeinfo', aNodeInfo(), { exchanges }),
];

export const cases: readonly RuleCase[] = [
  { name: 'a clock that is right', given: seen(answered(0)), outcome: 'passed' },
  { name: 'a minute off', given: seen(answered(-60)), outcome: 'passed', says: '60 s behind' },
  { name: 'four minutes off exactly', given: seen(answered(240)), outcome: 'passed', says: '240 s ahead' },
  { name: 'ten minutes ahead', given: seen(answered(600)), outcome: 'failed', says: '600 s ahead' },
  { name: 'ten minutes behind', given: seen(answered(-600)), outcome: 'failed', says: '600 s behind' },
  { name: 'one queued answer among right ones', given: seen(answered(-600), answered(0)), outcome: 'passed' },
  { name: 'an old Date from a cache', given: seen(answered(-600, { age: '600' })), outcome: 'cannot-tell' },
  {
    name: 'a Date that Cloudflare wrote',
    given: seen(answered(600, { 'cf-ray': '1-FRA' })),
    outcome: 'cannot-tell',
  },
  { name: 'no Date header', given: seen(anExchange({ responseHeaders: {} })), outcome: 'cannot-tell' },
  {
    name: 'a 404 tells the time too',
    given: [unobserved('nodeinfo', 'http-not-found', { exchanges: [{ ...answered(600), status: 404 }] })],
    outcome: 'failed',
  },
  {
    name: 'nothing could be asked',
    given: [unobserved('nodeinfo', 'robots-disallowed')],
    outcome: 'cannot-tell',
  },
];
