import { defineRule, failed, passed, passedBecause } from '../rule.ts';
import { issue, nodeInfoProtocol } from '../sources.ts';

/** Is the discovery document what readers expect? */
export const nodeinfoJrdShape = defineRule({
  id: 'nodeinfo.jrd-shape',
  version: 1,
  title: 'The discovery document has a list of links',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [nodeInfoProtocol('Discovery'), issue('redmatrix/hubzilla-addons', 108)],
  breaks: 'Readers that expect a list find no link, and directories drop the server.',
  falsePositives: 'Lenient readers take one object for a list of one. Others find nothing.',
  advice: 'Send "links" as a JSON list of objects with "rel" and "href", even when there is one link only.',
  needs: ['nodeinfo'],
  check({ nodeinfo: { data } }) {
    if (data.linksShape === 'object') return failed('"links" is one object instead of a list');
    if (data.linksShape === 'malformed') return failed('"links" has no link with "rel" and "href"');
    return data.links.length === 0
      ? passedBecause('No link leads to a NodeInfo schema that is known')
      : passed;
  },
});
