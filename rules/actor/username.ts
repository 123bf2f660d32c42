import { mastodonCode, misskeyCode } from '../code.ts';
import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { webFingerReport } from '../sources.ts';

/** Source: Mastodon, `Account::USERNAME_RE`. */
const mastodonName = /^[a-z0-9_]+([.-]+[a-z0-9_]+)*$/i;
/** Source: Misskey, `validateActor`. */
const misskeyName = /^\w([\w-.]*\w)?$/;

/** Is the account's name one that peers accept? */
export const actorUsername = defineRule({
  id: 'actor.username',
  version: 1,
  title: "The account's name, preferredUsername, is one that Mastodon and Misskey accept",
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    webFingerReport('Current implementation rules'),
    mastodonCode('app/models/account.rb'),
    misskeyCode('core/activitypub/models/ApPersonService.ts'),
  ],
  breaks: 'Mastodon and Misskey reject the actor, so nobody there can follow or mention it.',
  falsePositives:
    'Servers that no account of Mastodon or Misskey follows notice nothing. Long names up to 128 characters are noted, and do not count as failed.',
  advice: 'Use letters, digits and underscores; dots and hyphens only inside; at most 64 characters.',
  needs: ['actor'],
  check({ actor }) {
    return judgeActor(actor.data, ({ preferredUsername: name }) => {
      if (name === undefined) return failed('There is no preferredUsername');
      if (!mastodonName.test(name) || !misskeyName.test(name))
        return failed(`preferredUsername is ${shown(name)}`);
      if (name.length > 128) return failed(`preferredUsername has ${name.length} characters`);
      return name.length > 64 ? passedBecause(`preferredUsername has ${name.length} characters`) : passed;
    });
  },
});
