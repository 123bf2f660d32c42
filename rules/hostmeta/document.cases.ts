import type { FailureCode } from '../../model/failure.ts';
import type { RuleCase } from '../case.ts';
import { observed, unobserved } from '../given/builders.ts';

const url = 'https://example.org/.well-known/host-meta';
const sent = (contentType?: string) => [
  observed('host-meta', { url, lrddTemplates: [], ...(contentType !== undefined && { contentType }) }),
];
const without = (code: FailureCode) => [unobserved('host-meta', code)];

export const cases: readonly RuleCase[] = [
  { name: 'the type of an XRD', given: sent('application/xrd+xml; charset=utf-8'), outcome: 'passed' },
  { name: 'plain XML', given: sent('text/xml'), outcome: 'passed', says: 'GoToSocial' },
  { name: 'application/xml', given: sent('application/xml'), outcome: 'passed', says: 'GoToSocial' },
  { name: 'an XRD that is called a page', given: sent('text/html'), outcome: 'failed', says: 'text/html' },
  { name: 'no type', given: sent(), outcome: 'failed', says: 'nothing' },
  { name: 'a page', given: without('body-not-xml'), outcome: 'failed' },
  { name: 'a redirect to http', given: without('redirect-downgrade'), outcome: 'failed' },
  { name: 'no host-meta', given: without('http-not-found'), outcome: 'inapplicable' },
  { name: 'another refusal of the path', given: without('http-client-error'), outcome: 'inapplicable' },
  { name: 'an overloaded server', given: without('http-server-error'), outcome: 'cannot-tell' },
  { name: 'robots.txt forbids it', given: without('robots-disallowed'), outcome: 'cannot-tell' },
];
