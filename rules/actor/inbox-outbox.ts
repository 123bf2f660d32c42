import { lemmyPerson, mastodonCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { defineRule, failed, passed } from '../rule.ts';
import { activityPub } from '../sources.ts';

/** Can anything be delivered to the actor? */
export const actorInboxOutbox = defineRule({
  id: 'actor.inbox-outbox',
  version: 1,
  title: 'The actor has an inbox and an outbox, both https URLs',
  audience: 'sre',
  requirement: 'must',
  impact: 'breaks',
  sources: [
    activityPub('4.1', 'actor-objects'),
    mastodonCode('app/services/activitypub/process_account_service.rb'),
    lemmyPerson,
  ],
  breaks: 'Without an inbox Mastodon rejects the actor; without an outbox Lemmy cannot read it.',
  falsePositives:
    'An actor that only signs, such as one for fetching, needs no outbox in practice. The clause asks for both all the same.',
  advice: 'Give the actor both properties, with the https URLs of this server.',
  needs: ['actor'],
  check({ actor }) {
    return judgeActor(actor.data, ({ inbox, outbox }) => {
      for (const [name, url] of Object.entries({ inbox, outbox })) {
        if (url === undefined) return failed(`The actor has no ${name}`);
        if (!isHttps(url)) return failed(`The ${name} is no https URL: ${shown(url)}`);
      }
      return passed;
    });
  },
});
