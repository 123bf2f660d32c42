import type { ActorData } from '../../crawler/probes/actor.ts';
import { lemmyCode, mastodonCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { activityJson, activityLdJson, isActivityType } from '../facts/media-type.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { activityStreams, fep } from '../sources.ts';

/** The only headers that Lemmy takes, letter by letter. */
const exact: readonly string[] = [activityJson, `${activityJson}; charset=utf-8`, activityLdJson];

/** Does the actor say what it sends? */
export const actorContentType = defineRule({
  id: 'actor.content-type',
  version: 1,
  title: 'The actor is sent with an ActivityPub media type',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    activityStreams('8', 'media-type'),
    fep('fe34', 'Fetching from an origin'),
    mastodonCode('app/helpers/json_ld_helper.rb'),
    lemmyCode('src/fetch/mod.rs'),
  ],
  breaks:
    'Mastodon, Misskey, GoToSocial, Lemmy and Pleroma refuse the document, since another type may be an upload of a user.',
  falsePositives:
    'A proxy may change the header for our address alone. Types that only Lemmy refuses are noted, and do not count as failed.',
  advice:
    'Send Content-Type: application/activity+json, or application/ld+json with the profile in double quotes.',
  needs: ['actor'],
  check({ actor: { data } }) {
    return judgeActor(data, (document) => {
      const types = [...jsonTypes(data), document.contentType];
      const wrong = types.findIndex((type) => !isActivityType(type));
      if (wrong !== -1) return failed(`The actor came as ${shown(types[wrong])}`);
      const odd = types.find((type) => type !== undefined && !exact.includes(type));
      return odd === undefined
        ? passed
        : passedBecause(`The actor came as ${shown(odd)}, which Lemmy refuses`);
    });
  },
});

/** Content-Type of every JSON answer that a peer's Accept header got. */
function jsonTypes({ representations }: ActorData): readonly (string | undefined)[] {
  return representations.flatMap((answer) => {
    if (!answer.ok || answer.profile === 'browser' || answer.data.status !== 200) return [];
    return answer.data.kind === 'activity' || answer.data.kind === 'json' ? [answer.data.contentType] : [];
  });
}
