import { randomFrom } from '../random.ts';

/** What a process was doing when it was killed. */
export const phases = ['probe', 'fsync', 'insert', 'delete', 'migrate'] as const;

export type Phase = (typeof phases)[number];

/** What can be seen of a process from outside: a server of the fediverse is asked, or the process itself tells a step. */
export type Moment =
  | 'request'
  | 'writing'
  | 'fsynced'
  | 'inserting'
  | 'deleting'
  | 'store opening'
  | 'migrated'
  | 'store open';

/** Killed `afterMs` after a moment came for the `times`-th time. */
export interface Death {
  readonly phase: Phase;
  readonly moment: Moment;
  readonly times: number;
  readonly afterMs: number;
}

/** The deaths of one data directory, in order: `repeats` in each phase. The first comes while its schema is made, from nothing. */
export function deathsOf(seed: number, repeats: number): readonly Death[] {
  const random = randomFrom(seed);
  const first = { phase: 'migrate', moment: 'migrated', ...within(random, [1, 3], 12) } as const;
  const times = (phase: Phase) => (phase === first.phase ? repeats - 1 : repeats);
  const later = phases.flatMap((phase) => Array.from({ length: times(phase) }, () => deathIn(phase, random)));
  return [first, ...shuffled(later, random)];
}

/** Milliseconds cover about what a step takes: an insert 20 to 100, an fsync 1 to 10. */
function deathIn(phase: Phase, random: () => number): Death {
  if (phase === 'probe') return { phase, moment: 'request', ...within(random, [1, 60], 15) };
  if (phase === 'insert') return { phase, moment: 'inserting', ...within(random, [1, 2], 40) };
  if (phase === 'delete') return { phase, moment: 'deleting', ...within(random, [1, 2], 2) };
  if (phase === 'migrate') return { phase, moment: 'store opening', ...within(random, [1, 1], 150) };
  const moment = random() < 0.5 ? 'writing' : 'fsynced';
  return { phase, moment, ...within(random, [1, 2], 3) };
}

function within(random: () => number, [least, most]: readonly [number, number], maxMs: number) {
  return { times: least + Math.floor(random() * (most - least + 1)), afterMs: random() * maxMs };
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
