import type { Audience, Severity } from './finding.ts';
import type { Labels } from './signal.ts';

/**
 * Where an alert stands. `pending`: failing, not long enough. `firing`: people are told. `unknown`: it fired, and what would
 * tell whether it still does has stopped coming. `resolved`: it fired and ended.
 */
export type AlertState = 'pending' | 'firing' | 'unknown' | 'resolved';

/** One failure of one rule over time. Every instant is RFC 3339, UTC. */
export interface Alert {
  /** SHA-256 of rule and labels, hexadecimal: the same failure has the same id for ever. */
  readonly id: string;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly labels: Labels;
  readonly audience: Audience;
  readonly severity: Severity;
  readonly state: AlertState;
  /** The newest reason. */
  readonly because: string;
  readonly evidence: readonly string[];
  /** Ids of the observations in which this failure was first seen. Absent: they are those of `evidence`. */
  readonly firstEvidence?: readonly string[];
  /** When the failure began. */
  readonly activeAt: string;
  /** When it began to fire. Absent: it never did. */
  readonly firedAt?: string;
  /** When it ended. Absent: it did not. */
  readonly resolvedAt?: string;
  /** When a rule last said that it fails. */
  readonly lastFailedAt: string;
  /** The incident it belongs to. Absent: none yet. */
  readonly incident?: string;
  /** The maintenance window that keeps it quiet. Absent: it is not quiet. */
  readonly silencedBy?: string;
  /** True: it comes and goes so often that it keeps firing until it has been quiet for a while. Absent: it does not. */
  readonly flapping?: true;
}

/** A step in an alert's life. `from` and `to` are equal where it began or ceased to flap. `inactive`: there was no alert, or it ended before it fired. */
export interface AlertChange {
  readonly alert: Alert;
  readonly from: AlertState | 'inactive';
  readonly to: AlertState | 'inactive';
  /** When the analyzer made the step. RFC 3339, UTC. */
  readonly at: string;
}

/** An alert as receivers get it: with what a person needs first. */
export interface AlertNotice {
  readonly alert: Alert;
  /** What is true when the rule passes. */
  readonly title: string;
  /** The page with the evidence. */
  readonly link: string;
  /** What to do first, in one sentence. */
  readonly firstAction: string;
  /** A text to paste into an incident channel. */
  readonly incidentText: string;
}

/** Takes what is to be told; resolves when it is safe to forget it, which for some receivers is later than delivery. */
export interface Notifier {
  /**
   * The notices that stand now: firing, unknown, and those resolved since the last call. Pending ones are not among them, nor those that began
   * in planned work that still goes on.
   */
  notify(notices: readonly AlertNotice[]): Promise<void>;
  /** Ids of alerts that somebody was told fire, or are unknown, and that this process or an earlier one has not told the end of. */
  standing(): readonly string[];
  close(): Promise<void>;
}
