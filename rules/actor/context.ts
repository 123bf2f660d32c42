import { mastodonCode, misskeyCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, passed } from '../rule.ts';
import { activityPub, activityStreams } from '../sources.ts';

const activityStreamsContext = 'https://www.w3.org/ns/activitystreams';

/** Does the actor say that it speaks ActivityStreams? */
export const actorContext = defineRule({
  id: 'actor.context',
  version: 1,
  title: "The actor's @context names ActivityStreams",
  audience: 'sre',
  requirement: 'should',
  impact: 'breaks',
  sources: [
    activityPub('3', 'obj'),
    activityStreams('2.1', 'jsonld'),
    mastodonCode('app/helpers/json_ld_helper.rb'),
    misskeyCode('core/activitypub/ApResolverService.ts'),
  ],
  breaks: 'Mastodon and Misskey look for exactly this string and reject documents without it.',
  falsePositives:
    'Peers that expand JSON-LD understand other spellings of the address. Mastodon and Misskey compare it letter by letter.',
  advice:
    'Put "https://www.w3.org/ns/activitystreams" into "@context", with https and without a slash at the end.',
  needs: ['actor'],
  check({ actor }) {
    return judgeActor(actor.data, ({ contexts }) =>
      contexts.includes(activityStreamsContext)
        ? passed
        : failed(`The @context names ${shown(contexts.join(', ') || undefined)}`),
    );
  },
});
