import type { Outcome } from '../model/finding.ts';
import type { News } from '../model/news.ts';
import type { Consent, Observation } from '../model/observation.ts';
import type { Expectation, LifeState } from '../model/server.ts';

/** One thing a rule must say. `name` reads as a sentence; `says`: part of the reason. */
export interface RuleCase {
  readonly name: string;
  readonly given: readonly Observation[];
  /** What was seen at least a day before. */
  readonly earlier?: readonly Observation[];
  /** What was seen at each look before `earlier`, newest first; for rules that want more than two. */
  readonly before?: readonly (readonly Observation[])[];
  /** What the server showed at the instant that the rule asks for. */
  readonly recalled?: readonly Observation[];
  /** What the rule compares with, in any order. */
  readonly past?: readonly Observation[];
  readonly expect?: Expectation;
  /** Absent: `live`. */
  readonly state?: LifeState;
  /** Absent: `peer`. */
  readonly consent?: Consent;
  /** Absent: what is built in. */
  readonly news?: News;
  readonly outcome: Outcome;
  readonly says?: string;
}
