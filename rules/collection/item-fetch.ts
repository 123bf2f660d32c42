import type { ObjectFacts } from '../../crawler/probes/outbox.ts';
import type { Verdict } from '../../model/finding.ts';
import { judgeSettled } from '../facts/settled.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { activityPub, fep, retrievingObjects, unread } from '../sources.ts';

/** Can a public post be read by its id? */
export const collectionItemFetch = defineRule({
  id: 'collection.item-fetch',
  version: 1,
  title: 'The newest public post can be fetched by its id, and says it is from the actor',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [retrievingObjects, unread(activityPub('3', 'obj')), unread(fep('fe34', 'Authentication'))],
  breaks:
    'Boosts, replies and searches for posts show nothing: peers fetch a post by its id and drop what does not match.',
  falsePositives:
    'A post that was deleted between our two requests is not there any more, by right. The next visit takes the newest one again.',
  advice:
    'Answer the id of a post with the post as application/activity+json, with the same id and attributedTo.',
  needs: ['outbox'],
  check({ outbox: { data } }) {
    const { item, collection, page } = data;
    if (item !== undefined)
      return judgeSettled('The post was not read', item, {
        check: judge,
        otherwise: ({ detail }) => failed(`The post was not to be had by its id: ${detail}`),
      });
    const unread = !collection.ok ? collection : page?.ok === false ? page : undefined;
    if (unread !== undefined) return cannotTell(`The outbox was not read: ${unread.failure.detail}`);
    return inapplicable('The outbox shows no public post');
  },
});

function judge({ sameId, sameOwner, types }: ObjectFacts): Verdict {
  if (!sameId) return failed('The post calls itself another id');
  if (types.includes('Tombstone')) return failed('The newest post is a Tombstone');
  return sameOwner ? passed : failed('attributedTo is not the actor');
}
