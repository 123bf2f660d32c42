import { instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';
import { mastodonDocs } from '../sources.ts';

/** Does a hosted server publish its rules? */
export const hostingRulesPage = defineRule({
  id: 'hosting.rules-page',
  version: 1,
  title: 'The server publishes its rules',
  audience: 'trust-safety',
  requirement: 'convention',
  impact: 'degrades',
  sources: [mastodonDocs('Instance, rules', 'entities/Instance/#rules')],
  breaks: 'Moderators have nothing to point to, and other servers cannot see by what this one lives.',
  falsePositives:
    'Rules that stand on a page of their own only are not seen: the rule reads the instance API.',
  advice: 'Write the server rules in the administration (Mastodon: Server rules).',
  needs: [],
  settles: ['instance-api'],
  concerns: ({ consent }) => consent !== 'peer',
  check({ 'instance-api': api }) {
    const count = instanceApiOf(api)?.rulesCount;
    if (count === undefined) return cannotTell('The software shows no rules by API; look at its pages');
    return count === 0
      ? failed('The list of rules is empty')
      : passedBecause(`${count} ${count === 1 ? 'rule is' : 'rules are'} published`);
  },
});
