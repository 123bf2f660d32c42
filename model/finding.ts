import type { Host } from './host.ts';
import type { Impact } from './rule.ts';

/** W3C EARL's outcomes. `inapplicable`: the rule does not concern this server. `cannot-tell`: it does, and what was seen does not settle it. */
export type Outcome = 'passed' | 'failed' | 'inapplicable' | 'cannot-tell';

/** How loudly a failed finding speaks. Computed from requirement and impact, never typed by a rule's author. */
export type Severity = 'info' | 'warning' | 'error' | 'critical';

/** All severities, quietest first. */
export const severities = ['info', 'warning', 'error', 'critical'] as const satisfies readonly Severity[];

/** For whom a rule speaks. `sre`: on call. `trust-safety`: moderation. `legal`: licence and contract. */
export type Audience = 'sre' | 'trust-safety' | 'legal';

export const audiences = ['sre', 'trust-safety', 'legal'] as const satisfies readonly Audience[];

/** What a rule says of one server. `because`: one plain sentence with the seen value; always there when failed. */
export type Verdict = Concluding &
  (
    | { readonly outcome: 'passed' | 'inapplicable'; readonly because?: string }
    | {
        readonly outcome: 'failed';
        readonly because: string /** Absent: the rule's own. */;
        readonly impact?: Impact;
        /** Which of the faults that the rule knows, where only the same one confirms it. Absent: any failure confirms any other. */
        readonly fault?: string;
        /** When the thing itself was looked at, where that can be long before the observation that tells of it. RFC 3339, UTC. */
        readonly seenAt?: string;
      }
    | {
        readonly outcome: 'cannot-tell';
        readonly because: string;
        /** What the server showed first at or after this instant could settle it. RFC 3339, UTC. The engine looks it up once. */
        readonly recall?: string;
      }
  );

/** What an outcome comes to where the rule has words of its own for that. */
export interface Concluding {
  /** One of a closed set of words, such as a verdict on a licence. Absent: the outcome says all. */
  readonly conclusion?: string;
}

/** A verdict, attributed. A finding can be deleted and recomputed from observations at any time. */
export interface Finding extends Concluding {
  readonly server: Host;
  /** What it is about besides the server, such as `peer` in a relation. Absent: the server alone. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly audience: Audience;
  readonly outcome: Outcome;
  readonly severity: Severity;
  /** Empty: nothing to add to the outcome. */
  readonly because: string;
  /** Ids of the observations it rests on, in the order of the rule's needs. */
  readonly evidence: readonly string[];
  /** When the newest observation it rests on was made. RFC 3339, UTC. */
  readonly observedAt: string;
  /** When this outcome began: `observedAt` of the first finding in an unbroken row of equal outcomes. */
  readonly since: string;
}

/** A finding as a later one is compared with it: without what it rests on, and with its reason where it failed or is open; else that may be empty. */
export type EarlierFinding = Omit<Finding, 'evidence'>;
