import { judgeSettled } from '../facts/settled.ts';
import { defineRule, failed, inapplicable, passed } from '../rule.ts';
import { fep, nodeInfoProtocol } from '../sources.ts';

/** Can it be found out what the server runs? */
export const nodeinfoDiscovery = defineRule({
  id: 'nodeinfo.discovery',
  version: 1,
  title: 'The NodeInfo discovery document is JSON, where there is one',
  audience: 'sre',
  requirement: 'should',
  impact: 'degrades',
  sources: [nodeInfoProtocol('Discovery'), fep('f1d5', 'Requirements'), fep('0151', 'Capability detection')],
  breaks:
    'Statistics, directories and moderation tools do not see what the server runs. Federation itself goes on.',
  falsePositives:
    'An operator may answer with a page where NodeInfo is off. A plain 404 is taken for that, and refusals are left open.',
  advice: 'Route /.well-known/nodeinfo to the server software, or answer 404 when it is meant to be off.',
  needs: [],
  settles: ['nodeinfo'],
  check({ nodeinfo }) {
    return judgeSettled<unknown>('NodeInfo did not answer', nodeinfo, {
      check: () => passed,
      otherwise: ({ code, detail }) =>
        code === 'http-not-found' || code === 'http-gone'
          ? inapplicable('There is no NodeInfo, which operators may turn off')
          : failed(`The discovery document cannot be read: ${detail}`),
    });
  },
});
