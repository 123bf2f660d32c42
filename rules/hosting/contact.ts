import { instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { mastodonDocs } from '../sources.ts';

/** Can other servers reach the people behind a hosted server? */
export const hostingContact = defineRule({
  id: 'hosting.contact',
  version: 1,
  title: 'The server names an address or an account to write to',
  audience: 'trust-safety',
  requirement: 'convention',
  impact: 'degrades',
  sources: [mastodonDocs('Instance, contact', 'entities/Instance/#contact')],
  breaks: 'Moderators elsewhere who cannot ask block instead.',
  falsePositives:
    'A contact that stands on a page of its own only is not seen: the rule reads the instance API.',
  advice: 'Set a contact address and account in the administration (Mastodon: Server settings, Branding).',
  needs: [],
  settles: ['instance-api'],
  concerns: ({ consent }) => consent !== 'peer',
  check({ 'instance-api': api }) {
    const told = instanceApiOf(api);
    if (told === undefined) return cannotTell('The software names no contact by API; look at its pages');
    return told.hasContactEmail || told.contact !== undefined
      ? passed
      : failed('The instance API names neither an address nor an account');
  },
});
