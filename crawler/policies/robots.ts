import type { Host } from '../../model/host.ts';
import { ourName, type PolicyEntry, type PolicyList, type ReadingState } from '../../model/policy.ts';
import type { RobotsFacts } from '../net/robots/robots.ts';
import { entriesDigest } from './entries.ts';

/** Whose file it is, and the slot of the visit that read it, RFC 3339. */
export interface RobotsReading {
  readonly observer: Host;
  readonly readAt: string;
}

/**
 * What a server's robots.txt says about us by name, as a list of one entry at most: we are asked to stay away from something we would ask for.
 * It is a wish that we keep, and says nothing of any server of ours; so its subject is our name, which no host has, and its level is a note.
 */
export function robotsList(facts: RobotsFacts, { observer, readAt }: RobotsReading): PolicyList {
  const state = stateOf(facts);
  const entries = state === 'failed' ? [] : declined(facts);
  const reading = {
    ...({ observer, source: 'robots', origin: 'robots', state, mode: 'unknown', readAt } as const),
    ...({ entries: entries.length, refused: {}, truncated: facts.truncated, covers: 'name' } as const),
    replayed: false,
    digest: state === 'failed' ? '' : entriesDigest(entries),
  };
  return { reading, entries };
}

/** No file is a file without a word about us. Source: RFC 9309 §2.3.1.3. */
function stateOf({ state, truncated }: RobotsFacts): ReadingState {
  if (state === 'unreachable') return 'failed';
  return truncated ? 'partial' : 'published';
}

function declined({ namesUs, disallowedPaths }: RobotsFacts): readonly PolicyEntry[] {
  if (!namesUs || disallowedPaths.length === 0) return [];
  const native = disallowedPaths.includes('/') ? 'disallows everything' : 'disallows a part';
  return [{ subject: { kind: 'pattern', pattern: ourName }, level: 'note', native, obfuscated: false }];
}
