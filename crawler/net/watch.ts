import { type Phase, timeoutCodes } from './classify.ts';
import { onAbort } from './on-abort.ts';
import { ProbeFailure } from './probe-failure.ts';

/** What ends a visit's work when its signal fires: the reason itself, if it is a failure of ours. */
export function failureOfAbort(signal: AbortSignal): ProbeFailure {
  const reason: unknown = signal.reason;
  return reason instanceof ProbeFailure ? reason : new ProbeFailure('visit-deadline');
}

/** The time limits of one exchange. Whatever comes first ends it, always with a `ProbeFailure`. */
export class Watch {
  phase: Phase = 'dns';
  readonly #visit: AbortSignal;
  readonly #total: NodeJS.Timeout;
  // No AbortSignal: one an exchange, with its listeners, costs as much as parsing the answer.
  #listeners: readonly ((failure: ProbeFailure) => void)[] = [];
  #stay: () => void = () => {};
  #idle: NodeJS.Timeout | undefined;
  #idleMs: number | undefined;
  #ended: ProbeFailure | undefined;

  constructor(visit: AbortSignal, totalMs: number) {
    this.#visit = visit;
    this.#total = setTimeout(this.#expire, totalMs);
    if (visit.aborted) this.#leave();
    else this.#stay = onAbort(visit, this.#leave);
  }

  /** What ended it. Undefined: nothing yet. */
  get ended(): ProbeFailure | undefined {
    return this.#ended;
  }

  /** Calls the listener at the end, at once where it is over. What is returned takes the listener off again. */
  onEnd(listener: (failure: ProbeFailure) => void): () => void {
    if (this.#ended !== undefined) listener(this.#ended);
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
    };
  }

  /** A phase begins; `idleMs` is the longest silence within it, for phases that are not limited elsewhere. */
  enter(phase: Phase, idleMs?: number): void {
    this.phase = phase;
    // A head may be as long in coming as a body may be silent, and one timer does for both.
    if (idleMs !== undefined && idleMs === this.#idleMs) {
      this.touch();
      return;
    }
    clearTimeout(this.#idle);
    this.#idle = idleMs === undefined ? undefined : setTimeout(this.#expire, idleMs);
    this.#idleMs = idleMs;
  }

  /** Something came: the silence starts anew. */
  touch(): void {
    this.#idle?.refresh();
  }

  stop(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#idle);
    this.#stay();
    // An origin keeps the watch of its last request, and a listener has the body of the answer.
    this.#listeners = [];
  }

  readonly #expire = (): void => this.#end(new ProbeFailure(timeoutCodes[this.phase]));

  readonly #leave = (): void => this.#end(failureOfAbort(this.#visit));

  #end(failure: ProbeFailure): void {
    if (this.#ended !== undefined) return;
    this.#ended = failure;
    for (const listener of this.#listeners) listener(failure);
  }
}
