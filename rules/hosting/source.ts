import { shown } from '../facts/shown.ts';
import { instanceApiOf } from '../facts/software.ts';
import { forgiven } from '../facts/url.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';

/** Does the server offer the source that the contract names? */
export const hostingSource = defineRule({
  id: 'hosting.source',
  version: 1,
  title: 'The source that the server offers is the one agreed with the customer',
  audience: 'legal',
  requirement: 'must',
  impact: 'degrades',
  sources: [
    {
      title: 'GNU AGPL version 3',
      section: '13',
      url: 'https://www.gnu.org/licenses/agpl-3.0.html#section13',
    },
    {
      title: 'Mastodon API',
      section: 'Instance, source_url',
      url: 'https://docs.joinmastodon.org/entities/Instance/#source_url',
    },
    {
      title: 'NodeInfo schema 2.1',
      section: 'software.repository',
      url: 'https://github.com/jhass/nodeinfo/blob/main/schemas/2.1/schema.json',
    },
  ],
  breaks: 'Users are led to a source that is not the one of the version they use.',
  advice:
    'Set the source address of the server (Mastodon: SOURCE_BASE_URL or GITHUB_REPOSITORY), or correct expect.source.',
  needs: [],
  settles: ['instance-api', 'nodeinfo'],
  quorum: 'any',
  concerns: ({ expect }) => expect.source !== undefined,
  check({ server, 'instance-api': api, nodeinfo }) {
    const software =
      nodeinfo.ok && nodeinfo.data.document?.ok === true ? nodeinfo.data.document.data.software : undefined;
    const offered = instanceApiOf(api)?.sourceUrl ?? software?.repository;
    if (offered === undefined) return cannotTell('Neither the instance API nor NodeInfo names a source');
    const wanted = server.expect.source ?? '';
    return repository(offered) === repository(wanted)
      ? passed
      : failed(`The server offers ${shown(offered)}; agreed is ${shown(wanted)}`);
  },
});

/** Two spellings of one repository. */
function repository(url: string): string {
  return forgiven(url)
    .replace(/\.git$/, '')
    .toLowerCase();
}
