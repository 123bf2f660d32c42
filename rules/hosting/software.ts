import { shown } from '../facts/shown.ts';
import { claimOf } from '../facts/software.ts';
import { cannotTell, defineRule, failed, passed } from '../rule.ts';
import { nodeInfoSchema } from '../sources.ts';

/** Does the server run what the contract says? */
export const hostingSoftware = defineRule({
  id: 'hosting.software',
  version: 1,
  title: 'The server runs the software that was agreed with the customer',
  audience: 'sre',
  requirement: 'must',
  impact: 'degrades',
  sources: [nodeInfoSchema('2.1', 'software.name')],
  breaks: 'The customer gets another product than the one that was ordered and tested.',
  falsePositives:
    'A fork that the customer ordered fails until expect.software has its name. A changed name in NodeInfo alone is told as if the program had changed.',
  advice: 'Find out who changed it, or correct expect.software if the contract changed.',
  needs: [],
  settles: ['nodeinfo'],
  concerns: ({ expect }) => expect.software !== undefined,
  check({ server, nodeinfo, software }) {
    const wanted = server.expect.software ?? '';
    const claim = claimOf(nodeinfo, software);
    if (claim.state === 'open') return cannotTell(`NodeInfo was not read: ${claim.detail}`);
    if (claim.state === 'absent') return cannotTell('NodeInfo does not say which software it is');
    const name = claim.name.trim().toLowerCase();
    if (name === wanted) return passed;
    const family = software.profileOf({ name: wanted })?.family;
    const isKnownFork = claim.profile !== undefined && claim.profile.family === family;
    const sentence = `NodeInfo says ${shown(claim.name)}; agreed is ${wanted}`;
    return failed(isKnownFork ? `${sentence}, of which it is a relative` : sentence);
  },
});
