import type { ObjectFacts } from '../../crawler/probes/outbox.ts';
import type { RuleCase } from '../case.ts';
import { failing, unobserved } from '../given/builders.ts';
import { anOutbox, aPost } from '../given/posts.ts';

const seen = (change: Partial<ObjectFacts> = {}) => [anOutbox({ item: { ok: true, data: aPost(change) } })];

export const cases: readonly RuleCase[] = [
  { name: 'the post as it is listed', given: seen(), outcome: 'passed' },
  { name: 'another id', given: seen({ sameId: false }), outcome: 'failed', says: 'another id' },
  { name: "somebody else's", given: seen({ sameOwner: false }), outcome: 'failed', says: 'attributedTo' },
  {
    name: 'deleted and still listed',
    given: seen({ types: ['Tombstone'] }),
    outcome: 'failed',
    says: 'Tombstone',
  },
  {
    name: 'not found',
    given: [anOutbox({ item: failing('http-not-found') })],
    outcome: 'failed',
    says: '404',
  },
  { name: 'a page', given: [anOutbox({ item: failing('body-html') })], outcome: 'failed', says: 'HTML' },
  {
    name: 'a signature is wanted',
    given: [anOutbox({ item: failing('http-unauthorized') })],
    outcome: 'cannot-tell',
  },
  { name: 'no public post', given: [anOutbox()], outcome: 'inapplicable' },
  {
    name: 'the page was not read',
    given: [anOutbox({ page: failing('http-server-error') })],
    outcome: 'cannot-tell',
  },
  {
    name: 'the outbox was not read',
    given: [anOutbox({ collection: failing('http-timeout') })],
    outcome: 'cannot-tell',
  },
  { name: 'no actor was read', given: [unobserved('outbox', 'prior-missing')], outcome: 'cannot-tell' },
];
