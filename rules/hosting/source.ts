import { shown } from '../facts/shown.ts';
import { instanceApiOf } from '../facts/software.ts';
import { forgiven } from '../facts/url.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { agplSection13, mastodonDocs, nodeInfoSchema } from '../sources.ts';

/** Does the server offer the source that the contract names? */
export const hostingSource = defineRule({
  id: 'hosting.source',
  version: 1,
  title: 'The source that the server offers is the one agreed with the customer',
  audience: 'legal',
  requirement: 'must',
  impact: 'degrades',
  sources: [
    agplSection13,
    mastodonDocs('Instance, source_url', 'entities/Instance/#source_url'),
    nodeInfoSchema('2.1', 'software.repository'),
  ],
  breaks: 'Users are led to a source that is not the one of the version they use.',
  falsePositives:
    'Two addresses of one repository, such as a mirror or a renamed project, count as different. Upper case, a last slash and .git do not.',
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
