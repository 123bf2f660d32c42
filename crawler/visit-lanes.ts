import PQueue from 'p-queue';

/**
 * Whom a visit waits behind. `hosted`: our own servers, which no crowd can delay. `crowd`: everyone else. `patient`: servers whose
 * Crawl-delay makes a visit long and almost all of it waiting.
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
}

/** Patient visits in flight for each of the crowd: they hold a place for long and do almost nothing there. */
const patientForEach = 10;

/** Visits in flight at most, all lanes together. */
export function visitsAtOnce({ concurrency, hostedConcurrency = concurrency }: LaneOptions): number {
  return concurrency * (1 + patientForEach) + hostedConcurrency;
}

/** The visits that wait and those under way, in lanes that share no place with each other. */
export class VisitLanes {
  readonly #lanes: Readonly<Record<VisitLane, PQueue>>;

  constructor({ concurrency, hostedConcurrency = concurrency, startsPerSecond }: LaneOptions) {
    const pace = startsPerSecond === undefined ? {} : paceOf(startsPerSecond);
    this.#lanes = {
      hosted: new PQueue({ concurrency: hostedConcurrency }),
      crowd: new PQueue({ concurrency, ...pace }),
      patient: new PQueue({ concurrency: concurrency * patientForEach, ...pace }),
    };
  }

  get inFlight(): number {
    return this.#each().reduce((sum, { pending }) => sum + pending, 0);
  }

  get waiting(): number {
    return this.#each().reduce((sum, { size }) => sum + size, 0);
  }

  /** Runs a visit when its lane has a place; `hurried` ones go before those that wait. */
  run(
    lane: VisitLane,
    { id, hurried }: { readonly id: string; readonly hurried: boolean },
    visit: () => Promise<void>,
  ): Promise<void> {
    return this.#lanes[lane].add(visit, { id, priority: hurried ? 1 : 0 });
  }

  /** Lets a visit that waits go before the others of its lane. @throws {ReferenceError} when it does not wait there. */
  hurry(lane: VisitLane, id: string): void {
    this.#lanes[lane].setPriority(id, 1);
  }

  /** Forgets the visits that wait. */
  clear(): void {
    for (const lane of this.#each()) lane.clear();
  }

  /** Resolves when no visit is waiting or under way. */
  async idle(): Promise<void> {
    while (this.inFlight + this.waiting > 0) await Promise.all(this.#each().map((lane) => lane.onIdle()));
  }

  #each(): readonly PQueue[] {
    return Object.values(this.#lanes);
  }
}

/** A tenth of a second's starts at a time, and one start at least. */
function paceOf(startsPerSecond: number): { readonly interval: number; readonly intervalCap: number } {
  const intervalCap = Math.max(1, Math.floor(startsPerSecond / 10));
  return { intervalCap, interval: (1_000 * intervalCap) / startsPerSecond };
}
