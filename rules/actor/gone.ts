import { goToSocialCode, mastodonCode } from '../code.ts';
import { cannotTell, defineRule, failed, failedMildly, passed, type Subject } from '../rule.ts';
import { activityPub } from '../sources.ts';

/** Does the server say by mistake that one of its actors is deleted? */
export const actorGone = defineRule({
  id: 'actor.gone',
  version: 2,
  title: 'The actor that WebFinger names does not answer 410 Gone',
  audience: 'sre',
  requirement: 'should',
  impact: 'destructive',
  sources: [
    activityPub('6.4', 'delete-activity-outbox'),
    mastodonCode('app/services/activitypub/fetch_remote_actor_service.rb'),
    goToSocialCode('internal/federation/authenticate.go'),
  ],
  breaks:
    'Mastodon deletes the account with all its posts and followers, GoToSocial never asks for its key again. It cannot be undone.',
  falsePositives:
    'An account that its owner deleted, where we had chosen it as the sample, answers so by right. Choose another account for hosted servers.',
  advice:
    'Stop the 410 at once: a proxy rule, a maintenance page, or an account that was suspended. Answer 503 instead.',
  needs: [],
  settles: ['actor'],
  check({ server, actor }) {
    const failures = actor.ok
      ? actor.data.representations.flatMap((answer) => (answer.ok ? [] : [answer.failure.code]))
      : [actor.failure.code];
    const statuses = actor.ok
      ? actor.data.representations.flatMap((answer) => (answer.ok ? [answer.data.status] : []))
      : [];
    if (statuses.includes(410) || failures.includes('http-gone'))
      return isPlanned(server)
        ? failedMildly(
            'degrades',
            `The actor answered 410 Gone; the server is ${server.state}, and this cannot be undone`,
          )
        : failed('The actor answered 410 Gone');
    if (statuses.some((status) => status < 400 || status === 401)) return passed;
    return cannotTell(
      actor.ok ? 'No answer of the actor settles it' : `No answer of the actor: ${actor.failure.detail}`,
    );
  },
});

/** The contract says that the server ends. */
function isPlanned({ state }: Subject): boolean {
  return state === 'retiring' || state === 'moved';
}
