import type { Failure } from '../../model/failure.ts';
import type { Outcome, Severity } from '../../model/finding.ts';
import type { Consent, ObservationOutcome } from '../../model/observation.ts';
import type { Reading } from '../../model/policy.ts';
import type { RuleDescription } from '../../model/rule.ts';
import type { LifeState } from '../../model/server.ts';
import type { Alerting, Labels } from '../../model/signal.ts';

/** Reasons by outcome; `{column}` stands for the value of that column of the row. */
export type Reasons = Readonly<Partial<Record<Outcome, string>>>;

/** What a verdict takes at least; with less the answer is `cannot-tell`. Counted by the rule's own columns `samples` and `vantages`. */
export interface EvidenceFloor {
  readonly samples: number;
  readonly vantages: number;
}

/** Where a rule was written. `file`: as people find it. */
export interface RulePlace {
  readonly file: string;
  /** The line on which the text of the query begins, from 1. */
  readonly sqlLine: number;
}

/**
 * A judgement over time or over many servers: one SELECT, with a row for each subject. Its columns: the labels, `outcome`, `samples`, `vantages`,
 * `evidence` (ids), `observed_at`, `because` where `reasons` has none, and if it likes `value` and `impact`. One that cuts its answer off says in
 * `rows_in_all` how many rows there are.
 */
export interface FleetRule extends RuleDescription {
  /** Columns that say who or what a row is about; `server` first, where there is one. */
  readonly labels: readonly string[];
  /** Time between two evaluations, in milliseconds. */
  readonly everyMs: number;
  /** How far back it looks, in milliseconds. */
  readonly windowMs: number;
  readonly alerting: Alerting;
  readonly floor: EvidenceFloor;
  readonly reasons: Reasons;
  readonly sql: string;
  readonly place: RulePlace;
}

/** A rule with the stories that say what it does. */
export interface TestedRule extends FleetRule {
  readonly tests: readonly FleetTest[];
}

/** What one moment of a series is: the outcome, and what differs from the series' own observation. */
export interface Step {
  readonly outcome: ObservationOutcome;
  readonly failure?: Failure;
  /** Laid over the data of the series as in RFC 7396. */
  readonly data?: unknown;
  readonly durationMs?: number;
  /** How far the server's clock is ahead, as the Date header of its one answer says. Absent: the answer has none. */
  readonly aheadSeconds?: number;
}

/** Observations of one probe of one server from one vantage, at equal distances. Undefined steps left no row. */
export interface Series {
  readonly server: string;
  readonly probe: string;
  readonly vantage: string;
  readonly consent: Consent;
  readonly everyMs: number;
  /** When the first step is, in milliseconds from the beginning of the test. */
  readonly startMs: number;
  readonly steps: readonly (Step | undefined)[];
}

/** Readings of block lists that found the same, by each observer at each moment. `atMs`: from the beginning of the test. */
export interface StoryReadings extends Pick<Reading, 'source' | 'origin' | 'state' | 'mode' | 'covers'> {
  readonly observers: readonly string[];
  readonly atMs: readonly number[];
  readonly rejects: readonly string[];
  readonly limits: readonly string[];
  /** Names that are rejected, and published as a digest and a mask. */
  readonly digests: readonly string[];
  /** How many servers that nobody asks about are rejected too. */
  readonly others: number;
  /** Of every entry. Absent: none is given. */
  readonly reason?: string;
}

/** What people said that they changed. `atMs`: from the beginning of the test. */
export interface Deploy {
  readonly server: string;
  readonly atMs: number;
  readonly note: string;
}

/** A server that a test enrols. */
export interface TestServer {
  readonly host: string;
  readonly role: 'hosted' | 'peer';
  /** Absent: `live`. */
  readonly state?: LifeState;
}

/** A signal as a test expects it; absent members are not compared. */
export interface ExpectedSignal {
  readonly labels: Labels;
  readonly outcome: Outcome;
  readonly because?: string;
  readonly severity?: Severity;
  readonly value?: number;
}

/** What a rule must say at one moment: these signals and no others. `atMs`: from the beginning of the test. */
export interface Expectation {
  readonly atMs: number;
  readonly signals: readonly ExpectedSignal[];
}

/** One story in virtual time. */
export interface FleetTest {
  readonly name: string;
  readonly servers: readonly TestServer[];
  readonly series: readonly Series[];
  readonly readings: readonly StoryReadings[];
  readonly deploys: readonly Deploy[];
  readonly expect: readonly Expectation[];
}
