import type { NameBehaviour, Zone } from '../../test/fediverse/network/name-server.ts';
import { type Crowd, memberNamed } from './crowd.ts';
import type { Fate } from './fate.ts';

const kinds: Readonly<Partial<Record<Fate, NameBehaviour['kind']>>> = {
  'name-absent': 'nxdomain',
  'name-silent': 'silent',
  'name-servfail': 'servfail',
};

/** The names of a crowd; our own servers prove that they are. `proof`: what they say. */
export function zoneOf(crowd: Crowd, proof: string): Zone {
  return {
    behaviourOf(name) {
      const member = memberNamed(name, crowd);
      if (member === undefined) return undefined;
      const { address, fate } = member;
      return { kind: (fate && kinds[fate]) ?? 'answer', address };
    },
    textOf(name) {
      const host = name.startsWith('_fediscope.') ? name.slice('_fediscope.'.length) : undefined;
      return host !== undefined && memberNamed(host, crowd)?.isHosted === true ? [proof] : undefined;
    },
  };
}
