import type { RuleCase } from '../case.ts';
import { observed, oneDomain, twoDomains, unobserved } from '../given/builders.ts';
import { aNodeInfo, noSchema } from '../given/documents.ts';

const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.0';
const linked = (...hrefs: readonly string[]) =>
  observed('nodeinfo', aNodeInfo({ links: hrefs.map((href) => ({ rel, href })) }));

export const cases: readonly RuleCase[] = [
  {
    name: 'the server itself',
    given: [oneDomain, linked('https://example.org/nodeinfo/2.0')],
    outcome: 'passed',
  },
  {
    name: 'its web domain',
    given: [twoDomains, linked('https://social.example.org/nodeinfo/2.0')],
    outcome: 'passed',
  },
  {
    name: 'another host of the site',
    given: [oneDomain, linked('https://api.example.org/nodeinfo/2.0')],
    outcome: 'passed',
    says: 'api.example.org',
  },
  {
    name: 'http',
    given: [oneDomain, linked('http://example.org/nodeinfo/2.0')],
    outcome: 'failed',
    says: 'http://',
  },
  {
    name: 'an internal name',
    given: [oneDomain, linked('https://localhost:3000/nodeinfo/2.0')],
    outcome: 'failed',
    says: 'localhost',
  },
  { name: 'a path', given: [oneDomain, linked('/nodeinfo/2.0')], outcome: 'failed' },
  {
    name: 'another site behind a good link',
    given: [oneDomain, linked('https://example.org/nodeinfo/2.0', 'https://example.net/n')],
    outcome: 'failed',
    says: 'example.net',
  },
  { name: 'no links', given: [oneDomain, observed('nodeinfo', noSchema)], outcome: 'inapplicable' },
  {
    name: 'no NodeInfo',
    given: [oneDomain, unobserved('nodeinfo', 'http-not-found')],
    outcome: 'cannot-tell',
  },
];
