import type { CollectionFacts } from '../../crawler/probes/outbox.ts';
import type { Verdict } from '../../model/finding.ts';
import { judgeSettled } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, inapplicable, passed } from '../rule.ts';
import { activityStreams, readOnSecondDay } from '../sources.ts';

/** Can peers read the first page of the outbox? */
export const collectionPage = defineRule({
  id: 'collection.page',
  version: 1,
  title: 'The first page of the outbox, where it is a link, is an OrderedCollectionPage',
  audience: 'sre',
  requirement: 'should',
  impact: 'degrades',
  sources: [readOnSecondDay(activityStreams('4.6', 'paging'))],
  breaks:
    'Readers cannot rely on the order of the posts; those that choose the member by the type find none.',
  falsePositives:
    'Readers that look at orderedItems and not at the type are content. The clause asks for the type.',
  advice: 'Answer the URL that "first" names with an OrderedCollectionPage and "orderedItems".',
  needs: ['outbox'],
  check({ outbox: { data } }) {
    const { collection, page } = data;
    if (page === undefined) return inapplicable('The outbox links no page');
    if (collection.ok && !collection.data.types.includes('OrderedCollection'))
      return inapplicable('The outbox is no OrderedCollection, so its pages need not be ordered');
    return judgeSettled('The first page was not read', page, {
      check: judge,
      otherwise: ({ detail }) => failed(`The first page is none: ${detail}`),
    });
  },
});

function judge({ types }: CollectionFacts): Verdict {
  return types.includes('OrderedCollectionPage')
    ? passed
    : failed(`The type is ${shown(types.join(' ') || undefined)}`);
}
