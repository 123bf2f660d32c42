import type { NodeInfoDocument } from '../../crawler/probes/nodeinfo.ts';
import type { Verdict } from '../../model/finding.ts';
import { judgeSettled } from '../facts/settled.ts';
import { defineRule, failed, inapplicable, passed } from '../rule.ts';
import { nodeInfoProtocol, nodeInfoSchema } from '../sources.ts';

/** Can a lenient reader use the NodeInfo document? */
export const nodeinfoSchemaTolerant = defineRule({
  id: 'nodeinfo.schema-tolerant',
  version: 2,
  title: 'The NodeInfo document names the software and its version',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [nodeInfoProtocol('Retrieval'), nodeInfoSchema('2.0', 'software')],
  breaks: 'Directories, statistics and security notices pass the server by.',
  falsePositives: 'Software that hides its version for safety fails too. Nobody is cut off by that.',
  advice:
    'Serve the document that the discovery links as JSON, with software.name and software.version as text.',
  needs: ['nodeinfo'],
  check({ nodeinfo: { data } }) {
    if (data.document === undefined) return inapplicable('No link leads to a NodeInfo schema that is known');
    return judgeSettled('The NodeInfo document did not come', data.document, {
      check: judge,
      otherwise: ({ detail }) => failed(`The NodeInfo document cannot be read: ${detail}`),
    });
  },
});

function judge({ software }: NodeInfoDocument): Verdict {
  if (software.name.trim() === '') return failed('software.name is empty');
  if (software.version === undefined) return failed('software.version is neither text nor a number');
  return software.version.trim() === '' ? failed('software.version is empty') : passed;
}
