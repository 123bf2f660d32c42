import { mastodonCode, misskeyCode } from '../code.ts';
import { judgeActor, judgedActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { hostOf } from '../facts/url.ts';
import { defineRule, failed, passed } from '../rule.ts';
import { fep, signatureReport } from '../sources.ts';

/** Does the key belong to the actor that publishes it? */
export const actorKeyOwner = defineRule({
  id: 'actor.key-owner',
  version: 1,
  title: "The key names the actor as its owner and lives on the actor's host",
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    fep('fe34', 'Ownership'),
    signatureReport("How to obtain a signature's public key"),
    mastodonCode('app/services/activitypub/fetch_remote_key_service.rb'),
    misskeyCode('core/activitypub/models/ApPersonService.ts'),
  ],
  breaks:
    "Mastodon, Misskey and Fedify do not accept signatures by a key that is not plainly the actor's own.",
  falsePositives:
    'An actor that signs with the key of its server on purpose fails, although peers that follow the owner may accept it.',
  advice: 'Let "owner" be the actor\'s id, and the key\'s id that id with a fragment such as #main-key.',
  needs: ['actor'],
  appliesTo: ({ actor }) => judgedActor(actor.data)?.key.shape !== 'missing',
  check({ actor }) {
    return judgeActor(actor.data, ({ id, requested, key }) => {
      const self = id ?? requested;
      if (key.owner !== self)
        return failed(`The key's owner is ${shown(key.owner)}, the actor is ${shown(self)}`);
      if (key.id === undefined || hostOf(key.id) === hostOf(self)) return passed;
      return failed(`The key is on another host: ${shown(key.id)}`);
    });
  },
});
