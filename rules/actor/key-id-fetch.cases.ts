import type { KeyData } from '../../crawler/probes/key.ts';
import type { RuleCase } from '../case.ts';
import { failing, observed, unobserved } from '../given/builders.ts';
import { actorUrl, aKey } from '../given/documents.ts';

const url = `${actorUrl}/main-key`;
const listed = aKey({ id: url, fingerprint: 'a' });
const seen = (change: Partial<KeyData>) => [observed('key', { actor: actorUrl, listed, ...change })];

export const cases: readonly RuleCase[] = [
  { name: "the id is the actor's, with a fragment", given: seen({ url: actorUrl }), outcome: 'passed' },
  {
    name: 'a document of its own',
    given: seen({ url, fetched: { ok: true, data: listed } }),
    outcome: 'passed',
    says: 'Lemmy',
  },
  {
    name: 'another key',
    given: seen({ url, fetched: { ok: true, data: aKey({ fingerprint: 'b' }) } }),
    outcome: 'failed',
    says: 'another key',
  },
  {
    name: 'no key there',
    given: seen({ url, fetched: { ok: true, data: { shape: 'missing' } } }),
    outcome: 'failed',
    says: 'no key',
  },
  {
    name: 'a signature is wanted',
    given: seen({ url, fetched: failing('http-unauthorized') }),
    outcome: 'failed',
    says: 'signed',
  },
  { name: 'a page', given: seen({ url, fetched: failing('body-html') }), outcome: 'failed', says: 'HTML' },
  { name: 'the id is no URL', given: seen({}), outcome: 'failed', says: 'no id' },
  { name: 'the actor has no key', given: seen({ listed: { shape: 'missing' } }), outcome: 'inapplicable' },
  {
    name: 'an overloaded server',
    given: seen({ url, fetched: failing('http-server-error') }),
    outcome: 'cannot-tell',
  },
  { name: 'no actor was read', given: [unobserved('key', 'prior-missing')], outcome: 'cannot-tell' },
];
