import { onAbort } from '../on-abort.ts';
import { failureOfAbort } from '../watch.ts';

/** Who wants a place. `priority`: more is sooner, 0 when absent. */
export interface Applicant {
  readonly signal: AbortSignal;
  readonly priority?: number;
}

interface Waiter {
  readonly priority: number;
  readonly start: () => void;
}

/** A number of places, taken in the order of asking, higher priorities first. A place is kept until the work has really ended. */
export class Places {
  readonly #limit: number;
  readonly #waiting: Waiter[] = [];
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Nobody has a place, nobody waits for one. */
  get isIdle(): boolean {
    return this.#taken === 0 && this.#waiting.length === 0;
  }

  /**
   * Takes a place, which `leave` gives back: at once, or when what is returned resolves.
   * @throws {ProbeFailure} of the signal, when it fires before there is one.
   */
  enter({ signal, priority = 0 }: Applicant): Promise<void> | undefined {
    if (signal.aborted) throw failureOfAbort(signal);
    if (this.#taken >= this.#limit) return this.#turn(signal, priority);
    this.#taken += 1;
    return undefined;
  }

  /** The place goes on to whoever is next, so nobody can slip in between. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next.start();
  }

  /** Runs the work once there is a place. @throws {ProbeFailure} as `enter`. */
  async run<T>(applicant: Applicant, work: () => Promise<T>): Promise<T> {
    const turn = this.enter(applicant);
    if (turn !== undefined) await turn;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  #turn(signal: AbortSignal, priority: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const start = () => {
      stay();
      resolve();
    };
    const waiter = { priority, start };
    const stay = onAbort(signal, () => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      reject(failureOfAbort(signal));
    });
    const behind = this.#waiting.findLastIndex((each) => each.priority >= priority);
    this.#waiting.splice(behind + 1, 0, waiter);
    return promise;
  }
}
