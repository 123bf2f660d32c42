import type { Alert } from './alert.ts';
import type { Alerting } from './signal.ts';

/** What one look at a subject said. `at`: when the observation behind it was made; RFC 3339, UTC. */
export interface Look {
  readonly outcome: 'passed' | 'failed' | 'cannot-tell';
  readonly at: string;
}

/** What the alert engine knows of one failure between two passes; kept in the store, so that a restart changes nothing. */
export interface FollowedAlert {
  readonly alert: Alert;
  /** The newest look. */
  readonly look: Look;
  /** What the newest look said that was not `cannot-tell`. */
  readonly telling: 'passed' | 'failed';
  /** For how long that was observed without a gap in between, in milliseconds. Gaps do not count. */
  readonly observedMs: number;
  /** The newest telling looks, the newest last: `F` failed, `P` passed. At most 21. */
  readonly looks: string;
  /** True: receivers heard of it since it began to fire. */
  readonly told: boolean;
  /** True: it ended before it fired, and only its looks are remembered. */
  readonly idle: boolean;
  readonly alerting: Alerting;
  /** How often a newer look is to be expected, in milliseconds. */
  readonly everyMs: number;
}
