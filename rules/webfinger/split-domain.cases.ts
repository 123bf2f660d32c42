import type { JrdFacts, WebFingerData } from '../../crawler/probes/webfinger.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed, oneDomain, twoDomains } from '../given/builders.ts';
import { aJrd, aWebFinger } from '../given/documents.ts';

const back = (change: Partial<JrdFacts> = {}): WebFingerData['base'] => ({
  ok: true,
  data: aJrd({ resource: 'acct:alice@social.example.org', ...change }),
});
const seen = (change: Partial<WebFingerData>) => [twoDomains, observed('webfinger', aWebFinger(change))];
const elsewhere = [{ href: 'https://social.example.org/users/bob', type: 'application/activity+json' }];

export const cases: readonly RuleCase[] = [
  { name: 'both domains agree', given: seen({ reverse: back() }), outcome: 'passed' },
  {
    name: 'the web domain names itself',
    given: seen({ reverse: back({ subject: 'acct:alice@social.example.org' }) }),
    outcome: 'failed',
    says: 'social.example.org',
  },
  {
    name: 'the account domain names another',
    given: seen({
      base: { ok: true, data: aJrd({ subject: 'acct:alice@social.example.org' }) },
      reverse: back(),
    }),
    outcome: 'failed',
    says: 'account domain names',
  },
  {
    name: 'they link different actors',
    given: seen({ reverse: back({ selfLinks: elsewhere }) }),
    outcome: 'failed',
    says: 'bob',
  },
  {
    name: 'the account domain does not resolve',
    given: seen({ base: failing('http-not-found') }),
    outcome: 'failed',
    says: 'does not resolve',
  },
  {
    name: 'the web domain does not resolve',
    given: seen({ reverse: failing('http-not-found') }),
    outcome: 'failed',
  },
  {
    name: 'the web domain is overloaded',
    given: seen({ reverse: failing('http-server-error') }),
    outcome: 'cannot-tell',
  },
  { name: 'the web domain was not asked', given: seen({}), outcome: 'cannot-tell' },
  {
    name: 'one domain for both',
    given: [oneDomain, observed('webfinger', aWebFinger())],
    outcome: 'inapplicable',
  },
];
