import { judgedActor } from '../facts/actor.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { nodeInfoSchema } from '../sources.ts';

/** Does a server that speaks ActivityPub say so? */
export const nodeinfoProtocols = defineRule({
  id: 'nodeinfo.protocols',
  version: 1,
  title: 'NodeInfo lists activitypub where the server has actors',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [nodeInfoSchema('2.0', 'protocols')],
  breaks: 'Crawlers and directories that look for ActivityPub servers drop this one.',
  falsePositives:
    'A server that speaks ActivityPub only by an addition may not list it on purpose. Where no actor was read the answer is left open.',
  advice: 'List "activitypub" under "protocols" in the NodeInfo document.',
  needs: ['nodeinfo', 'actor'],
  check({ nodeinfo, actor }) {
    const { document } = nodeinfo.data;
    if (document === undefined) return inapplicable('No link leads to a NodeInfo schema that is known');
    if (!document.ok) return cannotTell(`The NodeInfo document did not come: ${document.failure.detail}`);
    const { protocols, protocolsShape } = document.data;
    if (protocols.includes('activitypub')) return passed;
    if (judgedActor(actor.data) === undefined)
      return cannotTell('No actor was read, so it may speak something else');
    return failed(
      protocolsShape === 'missing'
        ? 'The document has no list of protocols'
        : `The protocols are ${shown(protocols.join(', '))}`,
    );
  },
});
