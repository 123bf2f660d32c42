import type { CollectionFacts, OutboxData } from '../../crawler/probes/outbox.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { Verdict } from '../../model/finding.ts';
import { isActivityType } from '../facts/media-type.ts';
import { judgeSettled } from '../facts/settled.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { activityPub, unread } from '../sources.ts';

/** Is the outbox what peers expect of one? */
export const collectionOutboxType = defineRule({
  id: 'collection.outbox-type',
  version: 1,
  title: 'The outbox is an OrderedCollection',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [unread(activityPub('5.1', 'outbox'))],
  breaks: 'Peers show the profile without its posts, and cannot fetch those from before the first follow.',
  falsePositives:
    'A server may hide the outbox of that account on purpose, with 404. A demand for a signature is left open.',
  advice:
    'Answer the outbox URL with an OrderedCollection as application/activity+json; look at what the proxy does with it.',
  needs: ['outbox'],
  check: ({ outbox: { data } }) =>
    judgeSettled('The outbox was not read', data.collection, {
      check: judge,
      otherwise: ({ code, detail }) =>
        missing.has(code) ? judgeMissing(data.actorFrom) : failed(`The outbox is none: ${detail}`),
    }),
});

const missing: ReadonlySet<FailureCode> = new Set(['http-not-found', 'http-gone']);

function judgeMissing(actorFrom: OutboxData['actorFrom']): Verdict {
  if (actorFrom === 'instance-actor')
    return inapplicable('The instance actor posts nothing, and has no outbox');
  return failed('The outbox that the actor names does not exist');
}

function judge({ types, contentType }: CollectionFacts): Verdict {
  if (!types.includes('OrderedCollection'))
    return failed(`The type is ${shown(types.join(' ') || undefined)}`);
  if (contentType === undefined) return cannotTell('The answer has no Content-Type');
  return isActivityType(contentType) ? passed : failed(`The Content-Type is ${shown(contentType)}`);
}
