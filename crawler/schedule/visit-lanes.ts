import type { Clock } from '../../model/clock.ts';
import { Pacer } from './pacer.ts';
import { type Arrival, Lane, type Visiting } from './visit-lane.ts';

/**
 * Whom a visit waits behind. `hosted`: our own servers, which no crowd can delay. `crowd`: everyone else. `patient`: servers whose
 * Crawl-delay makes a visit long and almost all of it waiting, and those that let the visit before wait long.
 */
export type VisitLane = 'hosted' | 'crowd' | 'patient';

/** Visits in flight by lane, and how fast the crowd may begin. */
export interface LaneOptions {
  /** Of the crowd. */
  readonly concurrency: number;
  /** Absent: as many as of the crowd. */
  readonly hostedConcurrency?: number;
  /** Visits of the crowd that may begin in a second, so that a burst never stalls the process. Absent: no cap. */
  readonly startsPerSecond?: number;
  /** Visits of each lane that may wait for the disk before its next ones wait too: they hold no place, but memory. Absent: 400, ten seconds of visits at the default rate. */
  readonly unwritten?: number;
}

/** Patient visits in flight for each of the crowd: they hold a place for long and do almost nothing there. */
const patientForEach = 10;

/** Visits in flight at most, all lanes together. */
export function visitsAtOnce({ concurrency, hostedConcurrency = concurrency }: LaneOptions): number {
  return concurrency * (1 + patientForEach) + hostedConcurrency;
}

/** The visits that wait and those under way, in lanes that share no place with each other. */
export class VisitLanes {
  readonly #lanes: Readonly<Record<VisitLane, Lane>>;

  constructor(options: LaneOptions, clock: Clock) {
    const { concurrency, hostedConcurrency = concurrency, startsPerSecond, unwritten = 400 } = options;
    const pacer = () => (startsPerSecond === undefined ? undefined : new Pacer(startsPerSecond, clock));
    this.#lanes = {
      hosted: new Lane({ concurrency: hostedConcurrency, unwritten }),
      crowd: new Lane({ concurrency, unwritten, pacer: pacer() }),
      patient: new Lane({ concurrency: concurrency * patientForEach, unwritten, pacer: pacer() }),
    };
  }

  /** Visits that have begun and are not written down. */
  get inFlight(): number {
    return this.#each().reduce((sum, { inFlight }) => sum + inFlight, 0);
  }

  get waiting(): number {
    return this.#each().reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Runs a visit, which never rejects, when its lane has a place; `hurried` ones go before those that wait. */
  run(lane: VisitLane, arrival: Arrival, visit: Visiting): void {
    this.#lanes[lane].run(arrival, visit);
  }

  /** Lets a visit that waits go before the others of its lane. Nothing changes when it does not wait there. */
  hurry(lane: VisitLane, id: string): void {
    this.#lanes[lane].hurry(id);
  }

  /** Forgets the visits that wait. */
  clear(): void {
    for (const lane of this.#each()) lane.clear();
  }

  /** Resolves when no visit is waiting, under way or unwritten. */
  async idle(): Promise<void> {
    while (this.inFlight + this.waiting > 0) await Promise.all(this.#each().map((lane) => lane.idle()));
  }

  #each(): readonly Lane[] {
    return Object.values(this.#lanes);
  }
}
