import { instanceApiOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';
import { mastodonDocs, nodeInfoProtocol } from '../sources.ts';

/** Can people sign up just as the contract says? */
export const hostingRegistrations = defineRule({
  id: 'hosting.registrations',
  version: 1,
  title: 'Sign-up is open, by approval or closed, as agreed with the customer',
  audience: 'trust-safety',
  requirement: 'must',
  impact: 'degrades',
  sources: [
    mastodonDocs('Instance, registrations', 'entities/Instance/#registrations'),
    nodeInfoProtocol('Retrieval'),
  ],
  breaks: "Strangers get accounts on an institution's server, or its people get none.",
  falsePositives:
    "A cache may still give yesterday's answer right after a change. NodeInfo counts sign-up by approval as open, so where only it is read some cases are left open.",
  advice:
    'Set sign-up in the administration of the server, or correct expect.registrations if the contract changed.',
  needs: [],
  settles: ['instance-api', 'nodeinfo'],
  quorum: 'any',
  concerns: ({ expect }) => expect.registrations !== undefined,
  check({ server, 'instance-api': api, nodeinfo }) {
    const wanted = server.expect.registrations;
    const told = instanceApiOf(api)?.registrations;
    if (told !== undefined) {
      const sentence = `The instance API says sign-up is ${told}; agreed is ${wanted}`;
      return told === wanted ? passedBecause(sentence) : failed(sentence);
    }
    const isOpen =
      nodeinfo.ok && nodeinfo.data.document?.ok === true
        ? nodeinfo.data.document.data.openRegistrations
        : undefined;
    if (isOpen === undefined)
      return cannotTell('Neither the instance API nor NodeInfo says whether people can sign up');
    if (isOpen && wanted === 'approval')
      return cannotTell('NodeInfo says people can sign up, but not whether someone approves');
    const sentence = `NodeInfo says sign-up is ${isOpen ? 'open' : 'closed'}; agreed is ${wanted}`;
    return isOpen === (wanted !== 'closed') ? passedBecause(sentence) : failed(sentence);
  },
});
