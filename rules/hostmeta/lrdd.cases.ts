import type { RuleCase } from '../case.ts';
import { observed, oneDomain, twoDomains, unobserved } from '../given/builders.ts';

const template = 'https://social.example.org/.well-known/webfinger?resource={uri}';
const hostMeta = (...lrddTemplates: readonly string[]) =>
  observed('host-meta', { url: 'https://example.org/.well-known/host-meta', lrddTemplates });

export const cases: readonly RuleCase[] = [
  { name: 'one template', given: [twoDomains, hostMeta(template)], outcome: 'passed' },
  {
    name: 'two templates',
    given: [twoDomains, hostMeta(template, template)],
    outcome: 'passed',
    says: '2 lrdd links',
  },
  { name: 'no lrdd link', given: [twoDomains, hostMeta()], outcome: 'failed' },
  {
    name: 'a template without {uri}',
    given: [twoDomains, hostMeta('https://example.org/webfinger')],
    outcome: 'failed',
  },
  {
    name: 'an http template',
    given: [twoDomains, hostMeta(template.replace('https', 'http'))],
    outcome: 'failed',
  },
  { name: 'a web page', given: [twoDomains, unobserved('host-meta', 'body-not-xml')], outcome: 'failed' },
  {
    name: 'no host-meta',
    given: [twoDomains, unobserved('host-meta', 'http-not-found')],
    outcome: 'inapplicable',
  },
  {
    name: 'an overloaded server',
    given: [twoDomains, unobserved('host-meta', 'http-server-error')],
    outcome: 'cannot-tell',
  },
  { name: 'one domain for both', given: [oneDomain, hostMeta()], outcome: 'inapplicable' },
];
