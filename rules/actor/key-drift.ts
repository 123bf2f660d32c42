import { goToSocialCode } from '../code.ts';
import { changesOf } from '../facts/changes.ts';
import { cannotTell, defineRule, failed, inapplicable, passed, passedBecause } from '../rule.ts';
import { signatureReport, unread } from '../sources.ts';

/** Does the actor keep its key? */
export const actorKeyDrift = defineRule({
  id: 'actor.key-drift',
  version: 1,
  title: "The actor's key does not change back and forth",
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [unread(signatureReport('Key rotation')), goToSocialCode('internal/federation/authenticate.go')],
  breaks:
    'GoToSocial refuses a key that changed until its copy expires; Mastodon asks again once. Every second delivery is lost.',
  falsePositives:
    'Two rotations within the last ten observations that end with the first key again, such as a change that was taken back, look like two machines.',
  advice:
    'Look for two machines with different keys behind one name: an old copy that still runs, or a restore of the wrong backup.',
  needs: ['key'],
  compares: ['key'],
  check({ key: { data }, earlier }) {
    const { fingerprint } = data.listed;
    if (fingerprint === undefined) return inapplicable('The actor has no key that can be read');
    const before = earlier.key.filter((past) => past.data.actor === data.actor);
    const prints = before.flatMap((past) => past.data.listed.fingerprint ?? []);
    if (prints.length === 0) return cannotTell('awaiting-second-observation: the key was seen once');
    const { changes, returns } = changesOf([fingerprint, ...prints]);
    if (returns) return failed(`The key changed ${changes} times and came back to an earlier one`);
    return changes === 0 ? passed : passedBecause('The key was replaced by another one');
  },
});
