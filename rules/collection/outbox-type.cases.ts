import type { RuleCase } from '../case.ts';
import { failing, unobserved } from '../given/builders.ts';
import { aCollection, anOutbox } from '../given/posts.ts';

const seen = (change: Parameters<typeof aCollection>[0]) => [
  anOutbox({ collection: { ok: true, data: aCollection(change) } }),
];
const { contentType: _dropped, ...untyped } = aCollection();

export const cases: readonly RuleCase[] = [
  { name: 'an OrderedCollection', given: [anOutbox()], outcome: 'passed' },
  { name: 'a Collection', given: seen({ types: ['Collection'] }), outcome: 'failed', says: 'Collection' },
  { name: 'no type', given: seen({ types: [] }), outcome: 'failed', says: 'nothing' },
  {
    name: 'plain JSON',
    given: seen({ contentType: 'application/json' }),
    outcome: 'failed',
    says: 'application/json',
  },
  {
    name: 'no Content-Type',
    given: [anOutbox({ collection: { ok: true, data: untyped } })],
    outcome: 'cannot-tell',
  },
  {
    name: 'a page',
    given: [anOutbox({ collection: failing('body-html') })],
    outcome: 'failed',
    says: 'HTML',
  },
  {
    name: 'nothing there',
    given: [anOutbox({ collection: failing('http-not-found') })],
    outcome: 'failed',
    says: 'does not exist',
  },
  {
    name: 'the instance actor has none',
    given: [anOutbox({ actorFrom: 'instance-actor', collection: failing('http-not-found') })],
    outcome: 'inapplicable',
  },
  {
    name: 'a signature is wanted',
    given: [anOutbox({ collection: failing('http-unauthorized') })],
    outcome: 'cannot-tell',
  },
  { name: 'no actor was read', given: [unobserved('outbox', 'prior-missing')], outcome: 'cannot-tell' },
];
