import { judgeActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { isHttps } from '../facts/url.ts';
import { defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { activityPub, readOnSecondDay } from '../sources.ts';

/** Can peers deliver once for all followers on the server, where it offers that? */
export const actorSharedInbox = defineRule({
  id: 'actor.shared-inbox',
  version: 1,
  title: 'The shared inbox, where there is one, is an https URL',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [
    activityPub('4.1', 'actor-objects'),
    readOnSecondDay(activityPub('7.1.3', 'shared-inbox-delivery')),
  ],
  breaks: 'Peers that deliver to the shared inbox reach nobody, and posts for this server are lost.',
  falsePositives: 'None is known. The shared inbox is optional, and its absence never counts.',
  advice: 'Give endpoints.sharedInbox as an https URL of this server, or leave it out.',
  needs: ['actor'],
  check({ actor }) {
    return judgeActor(actor.data, ({ sharedInbox, topLevelSharedInbox }) => {
      if (sharedInbox !== undefined)
        return isHttps(sharedInbox) ? passed : failed(`The shared inbox is ${shown(sharedInbox)}`);
      return topLevelSharedInbox === undefined
        ? inapplicable('There is no shared inbox, which is optional')
        : passedBecause('The shared inbox stands outside endpoints, where only some peers look');
    });
  },
});
