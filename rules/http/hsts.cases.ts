import type { RuleCase } from '../case.ts';
import { anExchange, observed, unobserved } from '../given/builders.ts';
import { aNodeInfo } from '../given/documents.ts';

const answered = (policy?: string, change: Parameters<typeof anExchange>[0] = {}) =>
  anExchange({
    responseHeaders: policy === undefined ? {} : { 'strict-transport-security': policy },
    ...change,
  });
const seen = (...exchanges: readonly ReturnType<typeof anExchange>[]) => [
  observed('nodeinfo', aNodeInfo(), { exchanges }),
];

export const cases: readonly RuleCase[] = [
  { name: 'two years', given: seen(answered('max-age=63072000; includeSubDomains')), outcome: 'passed' },
  { name: 'a quoted age', given: seen(answered('Max-Age="31536000"')), outcome: 'passed' },
  { name: 'a day', given: seen(answered('max-age=86400')), outcome: 'passed', says: 'less than a year' },
  {
    name: 'a policy that is taken back',
    given: seen(answered('max-age=0')),
    outcome: 'passed',
    says: 'back',
  },
  {
    name: 'two header fields, of which the first counts',
    given: seen(answered('max-age=63072000, includeSubDomains')),
    outcome: 'passed',
  },
  { name: 'no age', given: seen(answered('includeSubDomains; preload')), outcome: 'failed', says: 'preload' },
  { name: 'an age in words', given: seen(answered('max-age=one year')), outcome: 'failed' },
  { name: 'two ages in one field', given: seen(answered('max-age=1; max-age=2')), outcome: 'failed' },
  {
    name: 'one answer of several with a broken policy',
    given: seen(answered('max-age=63072000'), answered('preload')),
    outcome: 'failed',
  },
  { name: 'no policy', given: seen(answered()), outcome: 'inapplicable', says: 'optional' },
  {
    name: 'a policy over plain http, which means nothing',
    given: seen(answered('preload', { url: 'http://example.org/' })),
    outcome: 'cannot-tell',
  },
  {
    name: 'an error page of a proxy',
    given: seen(answered('preload', { status: 502 })),
    outcome: 'cannot-tell',
  },
  { name: 'nothing was asked', given: [unobserved('nodeinfo', 'robots-disallowed')], outcome: 'cannot-tell' },
];
