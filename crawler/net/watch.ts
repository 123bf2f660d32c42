import { ProbeFailure } from '../probe.ts';
import { type Phase, timeoutCodes } from './classify.ts';

/** What ends a visit's work when its signal fires: the reason itself, if it is a failure of ours. */
export function failureOfAbort(signal: AbortSignal): ProbeFailure {
  const reason: unknown = signal.reason;
  return reason instanceof ProbeFailure ? reason : new ProbeFailure('visit-deadline');
}

/** The time limits of one exchange. Whatever fires first aborts `signal`, always with a `ProbeFailure` as its reason. */
export class Watch {
  readonly signal: AbortSignal;
  phase: Phase = 'dns';
  readonly #controller = new AbortController();
  readonly #visit: AbortSignal;
  readonly #total: NodeJS.Timeout;
  #idle: NodeJS.Timeout | undefined;

  constructor(visit: AbortSignal, totalMs: number) {
    this.signal = this.#controller.signal;
    this.#visit = visit;
    this.#total = setTimeout(this.#expire, totalMs);
    if (visit.aborted) this.#leave();
    else visit.addEventListener('abort', this.#leave, { once: true });
  }

  /** A phase begins; `idleMs` is the longest silence within it, for phases that are not limited elsewhere. */
  enter(phase: Phase, idleMs?: number): void {
    this.phase = phase;
    clearTimeout(this.#idle);
    this.#idle = idleMs === undefined ? undefined : setTimeout(this.#expire, idleMs);
  }

  /** Something came: the silence starts anew. */
  touch(): void {
    this.#idle?.refresh();
  }

  stop(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#idle);
    this.#visit.removeEventListener('abort', this.#leave);
  }

  readonly #expire = (): void => this.#controller.abort(new ProbeFailure(timeoutCodes[this.phase]));

  readonly #leave = (): void => this.#controller.abort(failureOfAbort(this.#visit));
}
