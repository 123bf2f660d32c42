import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { nodeInfoProtocol } from '../sources.ts';

/** Is the document of the version that its link promises? */
export const nodeinfoVersionMatches = defineRule({
  id: 'nodeinfo.version-matches',
  version: 1,
  title: 'The NodeInfo document is of the version that its link names',
  audience: 'sre',
  requirement: 'must',
  impact: 'cosmetic',
  sources: [nodeInfoProtocol('Retrieval')],
  breaks: 'Strict readers choose a schema by the link and then refuse the document.',
  falsePositives: 'Readers that look at the document alone are content.',
  advice: 'Let each version of the schema have its own URL, and write that version into the document.',
  needs: ['nodeinfo'],
  appliesTo: ({ nodeinfo: { data } }) => data.links.length > 0,
  check({ nodeinfo: { data } }) {
    if (data.document?.ok !== true) return cannotTell('No document was read');
    const { linkedVersion, version } = data.document.data;
    return version === linkedVersion
      ? passed
      : failed(`The link says ${shown(linkedVersion)}, the document says ${shown(version)}`);
  },
});
