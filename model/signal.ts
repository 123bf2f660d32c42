import type { Audience, Outcome, Severity } from './finding.ts';

/** How a rule's failures become alerts. Durations in milliseconds. */
export interface Alerting {
  /** How long a failure must last before it fires. 0: at once. */
  readonly forMs: number;
  /** How long it keeps firing after the failure ended. 0: it ends at once. */
  readonly keepFiringForMs: number;
  /** Alerts of one rule that may fire at the same time; with more, one complaint fires instead of the rest. */
  readonly limit: number;
}

/** Who or what a signal is about: `server` where there is one, `peer` in a relation, more as the rule says. */
export type Labels = Readonly<Record<string, string>>;

/**
 * What a rule says of one subject at one moment; alerts are made from these. `rule` and `labels` together are the identity.
 * A subject that a rule no longer mentions is gone, as if it had passed; `cannot-tell` leaves an alert as it is.
 */
export interface Signal {
  readonly rule: string;
  readonly ruleVersion: number;
  readonly labels: Labels;
  readonly audience: Audience;
  readonly severity: Severity;
  readonly outcome: Outcome;
  /** One plain sentence with the seen value; empty only where nothing failed. */
  readonly because: string;
  /** Ids of the observations it rests on. */
  readonly evidence: readonly string[];
  /** When the newest observation it rests on was made. RFC 3339, UTC. */
  readonly observedAt: string;
  /** When this outcome began, as far as its rule knows. RFC 3339, UTC. Absent: when it is first seen. */
  readonly since?: string;
  /** The measured value behind the outcome, in the rule's unit. Absent: the rule measures nothing. */
  readonly value?: number;
  readonly alerting: Alerting;
  /** How often a newer observation is to be expected, in milliseconds. Absent: every five minutes. */
  readonly everyMs?: number;
}
