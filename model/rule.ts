import type { Audience } from './finding.ts';
import type { Alerting } from './signal.ts';

/** Who is entitled to expect it. `must`, `should`: the source says so in RFC 2119 words. `convention`: what peers do in fact. */
export type Requirement = 'must' | 'should' | 'convention';

/** What peers or people suffer. `destructive`: data on peers is lost for good. `breaks`: federation with someone stops. `degrades`: it gets slow or partial. `cosmetic`: nobody is cut off. */
export type Impact = 'destructive' | 'breaks' | 'degrades' | 'cosmetic';

/** The clause that says so. `verified`: the date the clause was read, YYYY-MM-DD; absent: not read by us. */
export interface Source {
  readonly title: string;
  readonly section?: string;
  readonly url: string;
  readonly verified?: string;
}

/** What a rule says about itself; the catalogue, `rules show` and `docs/rules.md` are made from it. */
export interface RuleDescription {
  /** `topic.what-is-examined`, as in the check catalogue; the outcome says how it went. */
  readonly id: string;
  /** Raised whenever equal observations could give another verdict. */
  readonly version: number;
  /** What is true when the rule passes, as a sentence without a full stop. */
  readonly title: string;
  readonly audience: Audience;
  readonly requirement: Requirement;
  readonly impact: Impact;
  /** The clause first, then the software that enforces it. */
  readonly sources: readonly [Source, ...Source[]];
  /** Who notices a failure, and how. */
  readonly breaks: string;
  /** When it fails though nothing is wrong, or what it takes for granted. Absent: its author did not say. */
  readonly falsePositives?: string;
  /** What the operator does about it, in plain words. */
  readonly advice: string;
  /** How its failures at hosted servers become alerts, where that differs from what its severity stands for. `never`: they do not. */
  readonly alerting?: Partial<Alerting> | 'never';
}
