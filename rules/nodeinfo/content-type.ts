import { goToSocialCode } from '../code.ts';
import { essenceOf } from '../facts/media-type.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, inapplicable, passed } from '../rule.ts';
import { nodeInfoProtocol } from '../sources.ts';

/** Does NodeInfo say what it sends? */
export const nodeinfoContentType = defineRule({
  id: 'nodeinfo.content-type',
  version: 1,
  title: 'The NodeInfo document is sent as application/json',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [nodeInfoProtocol('Retrieval'), goToSocialCode('internal/transport/derefinstance.go')],
  breaks: 'Readers that look at the type, GoToSocial among them, do not see what the server runs.',
  falsePositives: 'Readers that do not look at the type are content. GoToSocial is not.',
  advice: 'Send Content-Type: application/json, with the schema as profile if you like.',
  needs: ['nodeinfo'],
  check({ nodeinfo: { data } }) {
    const { document } = data;
    if (document === undefined) return inapplicable('No link leads to a NodeInfo schema that is known');
    if (!document.ok) return cannotTell(`The NodeInfo document did not come: ${document.failure.detail}`);
    const { contentType } = document.data;
    return essenceOf(contentType) === 'application/json'
      ? passed
      : failed(`The document names ${shown(contentType)} as its type`);
  },
});
