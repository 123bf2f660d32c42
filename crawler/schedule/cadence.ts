import type { Host } from '../../model/host.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import { visitProbes } from '../probes/index.ts';
import { isFor } from '../visit/consent.ts';
import { wasAsked, wasCutOff } from '../visit/cut-off.ts';

/** How urgent an answer is: `A` is what an outage shows in first, `E` what changes with the software. */
export type CadenceClass = 'A' | 'B' | 'C' | 'D' | 'E';

/** Least time between two askings of a class, in milliseconds. 0: at every visit. */
export type CadenceTable = Readonly<Record<Consent, Readonly<Record<CadenceClass, number>>>>;

/** What a configuration changes of the table. */
export type CadenceChanges = {
  readonly [C in Consent]?: { readonly [K in CadenceClass]?: number | undefined } | undefined;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What is owed to servers that did not consent. An `A` question is asked of them as a `B` question. */
const polite = { A: 0, B: 0, C: 6 * hour, D: day, E: 7 * day } as const;

/** The table without changes. The quickest class of each consent is asked at every visit, whose interval is configured by itself: 1 min, 1 h, 1 h. */
export const stockCadence: CadenceTable = {
  hosted: { A: 0, B: 5 * minute, C: 30 * minute, D: 6 * hour, E: day },
  unproven: polite,
  peer: polite,
};

/** The table with a configuration's changes. */
export function changedCadence(changes: CadenceChanges = {}): CadenceTable {
  const row = (consent: Consent): Record<CadenceClass, number> => {
    const { A, B, C, D, E } = stockCadence[consent];
    const own = changes[consent] ?? {};
    return { A: own.A ?? A, B: own.B ?? B, C: own.C ?? C, D: own.D ?? D, E: own.E ?? E };
  };
  return { hosted: row('hosted'), unproven: row('unproven'), peer: row('peer') };
}

/** A slot of a server. `startMs`: epoch milliseconds; `intervalMs`: until the next one. */
export interface CadenceSlot {
  readonly host: Host;
  readonly consent: Consent;
  /** Least time between two askings, by class. */
  readonly leastMs: Readonly<Record<CadenceClass, number>>;
  readonly startMs: number;
  readonly intervalMs: number;
}

const indexes = new Map<string, number>(visitProbes.map(({ id }, index) => [id, index]));

/**
 * Moments by the index of the probe, in epoch milliseconds: forty thousand servers have to fit. Plain arrays of numbers are as small as typed
 * ones and lie in the heap; memory of its own for each would stay scattered between that of connections.
 */
type Moments = Map<Host, number[]>;

/**
 * Which questions are due in a slot: those whose time has passed since the slot they were last asked in. One that was missed stays due, but
 * is not missed again before its time: a long stop writes one row for each time that a question fell due, not one for each slot.
 */
export class Cadence {
  readonly #askedMs: Moments = new Map();
  /** When it was asked or missed. */
  readonly #writtenMs: Moments = new Map();
  /** Hosts whose last visit was cut off. */
  readonly #cutOff = new Set<Host>();

  /** A question was asked. `atMs`: epoch milliseconds of its slot. */
  learn(host: Host, probe: string, atMs: number): void {
    set(this.#askedMs, [host, probe], atMs);
    set(this.#writtenMs, [host, probe], atMs);
  }

  /** Learns from the newest stored row of each question, after `learn` was told when it was last scheduled: a newer row than this one was missed. */
  recall(stored: readonly Observation[]): void {
    for (const row of stored) {
      const { server, probe, scheduledAt } = row;
      if (wasCutOff(row)) this.#cutOff.add(server);
      const askedMs = wasAsked(row) ? Date.parse(scheduledAt) : Number.NEGATIVE_INFINITY;
      const knownMs = lastOf(this.#askedMs, server, probe);
      set(this.#askedMs, [server, probe], Math.min(knownMs, askedMs));
    }
  }

  /** Learns from the rows of a visit or of a missed one. A probe without what it builds on was missed with it. */
  note(host: Host, observations: readonly Observation[]): void {
    if (observations.some(wasCutOff)) this.#cutOff.add(host);
    else if (observations.some(({ outcome }) => outcome !== 'missed')) this.#cutOff.delete(host);
    const isWhole = observations.every(wasAsked);
    for (const observation of observations) {
      const { probe, scheduledAt, failure } = observation;
      const atMs = Date.parse(scheduledAt);
      const isWithout = !isWhole && failure?.code === 'prior-missing';
      if (wasAsked(observation) && !isWithout) this.learn(host, probe, atMs);
      else set(this.#writtenMs, [host, probe], atMs);
    }
  }

  /** Ids of the questions of a visit; after one that was cut off, those first that were not asked for longest. An interval counts in whole slots, so a slot that begins a little early still counts. */
  due(slot: CadenceSlot): ReadonlySet<string> {
    const due = dueSince(this.#askedMs, slot);
    const askedMs = (id: string) => lastOf(this.#askedMs, slot.host, id);
    return new Set(this.#cutOff.has(slot.host) ? due.toSorted(byNumber(askedMs)) : due);
  }

  /** Ids of the questions that a slot without a visit has missed. */
  missed(slot: CadenceSlot): ReadonlySet<string> {
    return new Set(dueSince(this.#writtenMs, slot));
  }
}

function set(moments: Moments, [host, probe]: readonly [Host, string], atMs: number): void {
  const index = indexes.get(probe);
  if (index === undefined) return;
  const last = moments.get(host) ?? new Array<number>(visitProbes.length).fill(Number.NEGATIVE_INFINITY);
  last[index] = atMs;
  moments.set(host, last);
}

function lastOf(moments: Moments, host: Host, probe: string): number {
  return moments.get(host)?.[indexes.get(probe) ?? -1] ?? Number.NEGATIVE_INFINITY;
}

/** Those whose time has passed since the moments. */
function dueSince(
  moments: Moments,
  { host, consent, leastMs, startMs, intervalMs }: CadenceSlot,
): readonly string[] {
  const isDue = ({ id, cadence, consent: wanted }: (typeof visitProbes)[number]) => {
    if (!isFor(consent, wanted)) return false;
    const sinceMs = startMs - lastOf(moments, host, id);
    // A slot of the future is left from a clock that was ahead.
    return sinceMs < 0 || sinceMs > leastMs[cadence] - intervalMs;
  };
  return visitProbes.filter(isDue).map(({ id }) => id);
}

/** Never comes first, and never against never is a draw, which a difference of infinities is not. */
function byNumber(numberOf: (id: string) => number): (a: string, b: string) => number {
  return (a, b) => Number(numberOf(a) > numberOf(b)) - Number(numberOf(a) < numberOf(b));
}
