import { lemmyCode } from '../code.ts';
import { negotiates } from '../facts/negotiation.ts';
import { defineRule } from '../rule.ts';
import { retrievingObjects } from '../sources.ts';

/** Does the actor answer the Accept header that Lemmy and Pleroma send? */
export const actorConnegActivityjson = defineRule({
  id: 'actor.conneg-activityjson',
  version: 1,
  title: 'The actor answers Accept: application/activity+json',
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [retrievingObjects, lemmyCode('src/fetch/mod.rs')],
  breaks: 'Lemmy and the Pleroma family send only this media type and cannot read the actor.',
  falsePositives:
    'A page about maintenance that comes with status 200 looks like a page for browsers. Refusals, missing signatures and errors of the server never count.',
  advice: 'Answer application/activity+json with the ActivityStreams document, before HTML is considered.',
  needs: ['actor'],
  check: ({ actor }) => negotiates(actor.data, 'activity-json'),
});
