import type { NodeInfoData } from '../../crawler/probes/nodeinfo.ts';
import { changesOf } from '../facts/changes.ts';
import { shown } from '../facts/shown.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { fep, nodeInfoProtocol, unread } from '../sources.ts';

/** Does the server run one software at a time? */
export const nodeinfoSoftwareDrift = defineRule({
  id: 'nodeinfo.software-drift',
  version: 1,
  title: 'The software that NodeInfo names does not change back and forth',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [nodeInfoProtocol('Retrieval'), unread(fep('0151', 'Software'))],
  breaks:
    'Peers and directories see another software from one request to the next: different machines answer under one name.',
  falsePositives:
    'A change of software that was taken back within the last ten observations looks like two machines.',
  advice: 'Look at the machines behind the load balancer; one of them runs something else, or an old site.',
  needs: ['nodeinfo'],
  compares: ['nodeinfo'],
  appliesTo: ({ nodeinfo: { data } }) => softwareOf(data) !== undefined,
  check({ nodeinfo, earlier }) {
    const all = [nodeinfo, ...earlier.nodeinfo].flatMap(({ data }) => softwareOf(data) ?? []);
    const [now, before] = all;
    if (now === undefined || before === undefined)
      return cannotTell('awaiting-second-observation: NodeInfo was seen once');
    const names = changesOf(all.map(({ name }) => name));
    const versions = changesOf(all.map(({ name, version }) => `${name} ${version}`));
    if (names.returns)
      return failed(
        `The name changed ${names.changes} times, last from ${shown(other(all))} to ${shown(now.name)}`,
      );
    if (versions.returns && versions.changes > 2)
      return failed(`The version changed ${versions.changes} times, back and forth`);
    if (versions.changes === 0) return passed;
    return passedBecause(
      `It was ${shown(`${before.name} ${before.version}`)}, it is ${shown(`${now.name} ${now.version}`)}`,
    );
  },
});

interface Software {
  readonly name: string;
  readonly version: string;
}

function softwareOf({ document }: NodeInfoData): Software | undefined {
  if (document?.ok !== true) return undefined;
  const { name, version = 'without version' } = document.data.software;
  return { name, version };
}

/** The newest name that is not the present one. */
function other(all: readonly { readonly name: string }[]): string | undefined {
  return all.find(({ name }) => name !== all[0]?.name)?.name;
}
