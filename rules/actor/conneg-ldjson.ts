import { negotiates } from '../facts/negotiation.ts';
import { defineRule } from '../rule.ts';
import { activityPub, retrievingObjects } from '../sources.ts';

/** Does the actor answer the one Accept header that ActivityPub requires? */
export const actorConnegLdjson = defineRule({
  id: 'actor.conneg-ldjson',
  version: 1,
  title: 'The actor answers Accept: application/ld+json with the ActivityStreams profile',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [retrievingObjects, activityPub('7', 'server-to-server-interactions')],
  breaks: 'Clients and servers that keep to the letter of ActivityPub cannot read the actor.',
  falsePositives:
    'Hardly any peer asks with this header alone, so federation may go on without trouble. Refusals and errors of the server never count.',
  advice: 'Answer this media type as you answer application/activity+json, before HTML is considered.',
  needs: ['actor'],
  check: ({ actor }) => negotiates(actor.data, 'spec'),
});
