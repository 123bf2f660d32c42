import { shown } from '../facts/shown.ts';
import { claimOf, instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';
import { mastodonDocs } from '../sources.ts';

/** Does a hosted server say what it does with people's data? */
export const hostingPrivacyPolicy = defineRule({
  id: 'hosting.privacy-policy',
  version: 1,
  title: 'The server publishes a privacy policy',
  audience: 'legal',
  requirement: 'convention',
  impact: 'degrades',
  sources: [mastodonDocs('View privacy policy', 'methods/instance/#privacy_policy')],
  breaks: 'People are not told what happens to their data, which an institution owes them.',
  falsePositives:
    'A policy on another site that the API does not link is not seen. Only Mastodon, which has a place for it, fails for its absence.',
  advice: 'Write the privacy policy in the administration (Mastodon: Server settings, About).',
  needs: [],
  settles: ['privacy-policy', 'instance-api', 'nodeinfo'],
  quorum: 'any',
  concerns: ({ consent }) => consent !== 'peer',
  check({ 'privacy-policy': policy, 'instance-api': api, nodeinfo, software }) {
    if (policy.ok && policy.data.asked)
      return policy.data.length > 0
        ? passedBecause(`It has ${policy.data.length} characters`)
        : failed(`${shown(policy.data.url)} answers, and the policy is empty`);
    const linked = instanceApiOf(api)?.privacyPolicyUrl;
    if (linked !== undefined) return passedBecause(`The instance API names ${shown(linked)}`);
    const claim = claimOf(nodeinfo, software);
    const shouldHave = claim.state === 'named' && claim.profile?.id === 'mastodon';
    if (shouldHave && !policy.ok && policy.failure.code === 'http-not-found')
      return failed('Mastodon shows it at /api/v1/instance/privacy_policy since 4.0, and there is none');
    return cannotTell('No privacy policy can be read by API; look at the pages of the server');
  },
});
