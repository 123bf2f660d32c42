import { instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { mastodonDocs, nodeInfoSchema } from '../sources.ts';

/** Do both documents say the same about sign-up? */
export const instanceApiSignupState = defineRule({
  id: 'instance-api.signup-state',
  version: 1,
  title: 'NodeInfo and the instance API agree on whether people can sign up',
  audience: 'sre',
  requirement: 'convention',
  impact: 'cosmetic',
  sources: [
    nodeInfoSchema('2.0', 'openRegistrations'),
    mastodonDocs('Instance, registrations', 'entities/Instance/#registrations'),
  ],
  breaks: 'Directories send people to a server that takes nobody, or pass by one that does.',
  falsePositives:
    'Right after a change one of the two may come from a cache. Sign-up by approval never counts, as NodeInfo has no word for it.',
  advice: 'Look which of the two is right; the other one may come from a cache or a static file.',
  needs: ['nodeinfo', 'instance-api'],
  appliesTo: ({ 'instance-api': { data } }) => data.asked,
  check({ nodeinfo: { data }, 'instance-api': api }) {
    const told = instanceApiOf(api)?.registrations;
    const isOpen = data.document?.ok === true ? data.document.data.openRegistrations : undefined;
    if (told === undefined || isOpen === undefined) return cannotTell('One of the two does not say');
    // Both words are in use for sign-up that somebody approves.
    if (told === 'approval') return passedBecause('Sign-up is by approval, which NodeInfo has no word for');
    if (isOpen === (told === 'open')) return passed;
    return failed(`NodeInfo says ${isOpen ? 'open' : 'closed'}, the instance API says ${told}`);
  },
});
