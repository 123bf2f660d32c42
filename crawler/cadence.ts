import type { Host } from '../model/host.ts';
import type { Consent, Observation } from '../model/observation.ts';
import { isFor } from './consent.ts';
import { wasCutOff } from './cut-off.ts';
import { visitProbes } from './probes/index.ts';

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

/** Which questions are due in a slot: those whose time has passed since the slot they were last scheduled in. */
export class Cadence {
  /** By the index of the probe: forty thousand servers have to fit. */
  readonly #lastMs = new Map<Host, Float64Array>();
  /** Hosts whose last visit was cut off. */
  readonly #cutOff = new Set<Host>();

  /** A question was scheduled. `atMs`: epoch milliseconds of its slot. */
  learn(host: Host, probe: string, atMs: number): void {
    const index = indexes.get(probe);
    if (index === undefined) return;
    const last =
      this.#lastMs.get(host) ?? new Float64Array(visitProbes.length).fill(Number.NEGATIVE_INFINITY);
    last[index] = atMs;
    this.#lastMs.set(host, last);
  }

  /** A stored row says that a question was cut off when it was scheduled, so it was not asked. */
  recall(stored: readonly Observation[]): void {
    for (const { server, probe } of stored.filter(wasCutOff)) {
      this.#cutOff.add(server);
      this.learn(server, probe, Number.NEGATIVE_INFINITY);
    }
  }

  /** Learns from the rows of a visit or of a missed one. A probe without what it builds on was cut off with it. */
  note(host: Host, observations: readonly Observation[]): void {
    const cut = observations.filter(wasCutOff);
    if (cut.length > 0) this.#cutOff.add(host);
    else if (observations.some(({ outcome }) => outcome !== 'missed')) this.#cutOff.delete(host);
    for (const observation of observations) {
      const { probe, scheduledAt, failure } = observation;
      if (cut.includes(observation) || (cut.length > 0 && failure?.code === 'prior-missing')) continue;
      this.learn(host, probe, Date.parse(scheduledAt));
    }
  }

  /** Ids of the questions of a slot; after a visit that was cut off, those first that were not asked for longest. An interval counts in whole slots, so a slot that begins a little early still counts. */
  due({ host, consent, leastMs, startMs, intervalMs }: CadenceSlot): ReadonlySet<string> {
    const last = this.#lastMs.get(host);
    const isDue = ({ cadence, consent: wanted }: (typeof visitProbes)[number], index: number) => {
      if (!isFor(consent, wanted)) return false;
      const sinceMs = startMs - (last?.[index] ?? Number.NEGATIVE_INFINITY);
      // A slot of the future is left from a clock that was ahead.
      return sinceMs < 0 || sinceMs > leastMs[cadence] - intervalMs;
    };
    const due = visitProbes.filter(isDue).map(({ id }) => id);
    const lastOf = (id: string) => last?.[indexes.get(id) ?? -1] ?? Number.NEGATIVE_INFINITY;
    return new Set(this.#cutOff.has(host) ? due.toSorted(byNumber(lastOf)) : due);
  }
}

/** Never comes first, and never against never is a draw, which a difference of infinities is not. */
function byNumber(numberOf: (id: string) => number): (a: string, b: string) => number {
  return (a, b) => Number(numberOf(a) > numberOf(b)) - Number(numberOf(a) < numberOf(b));
}
