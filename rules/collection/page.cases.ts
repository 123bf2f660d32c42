import type { CollectionFacts } from '../../crawler/probes/outbox.ts';
import type { RuleCase } from '../case.ts';
import { failing, unobserved } from '../given/builders.ts';
import { aCollection, anOutbox } from '../given/posts.ts';

const paged = (types: CollectionFacts['types']) => [
  anOutbox({ page: { ok: true, data: aCollection({ types, first: 'missing', items: 2 }) } }),
];

export const cases: readonly RuleCase[] = [
  { name: 'an OrderedCollectionPage', given: paged(['OrderedCollectionPage']), outcome: 'passed' },
  { name: 'a CollectionPage', given: paged(['CollectionPage']), outcome: 'failed', says: 'CollectionPage' },
  { name: 'no type', given: paged([]), outcome: 'failed', says: 'nothing' },
  {
    name: 'a page that is not there',
    given: [anOutbox({ page: failing('http-not-found') })],
    outcome: 'failed',
  },
  {
    name: 'the page of a plain Collection',
    given: [
      anOutbox({
        collection: { ok: true, data: aCollection({ types: ['Collection'] }) },
        page: { ok: true, data: aCollection({ types: ['CollectionPage'] }) },
      }),
    ],
    outcome: 'inapplicable',
  },
  { name: 'no link to a page', given: [anOutbox()], outcome: 'inapplicable' },
  {
    name: 'a signature is wanted',
    given: [anOutbox({ page: failing('http-unauthorized') })],
    outcome: 'cannot-tell',
  },
  { name: 'no outbox is known', given: [unobserved('outbox', 'prior-missing')], outcome: 'cannot-tell' },
];
