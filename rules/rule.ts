import type { ObservedData, ProbeId } from '../crawler/probes/index.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Failure } from '../model/failure.ts';
import type { Verdict } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { News } from '../model/news.ts';
import type { Consent } from '../model/observation.ts';
import type { Impact, RuleDescription } from '../model/rule.ts';
import type { Expectation, LifeState } from '../model/server.ts';
import type { SoftwareCatalogue } from '../model/software/catalogue.ts';

/** A probe's result that has data. */
export interface Observed<P extends ProbeId> {
  readonly ok: true;
  readonly data: ObservedData[P];
  readonly exchanges: readonly Exchange[];
  readonly startedAt: string;
}

/** A probe's result that has none, and why. */
export interface Unobserved {
  readonly ok: false;
  readonly failure: Failure;
  readonly exchanges: readonly Exchange[];
  readonly startedAt: string;
}

/** What a rule knows of the server itself. */
export interface Subject {
  readonly host: Host;
  readonly consent: Consent;
  readonly expect: Expectation;
  /** Absent: `live`. */
  readonly state?: LifeState;
}

/**
 * What a rule sees: the server, the probes it needs (with data), those it settles (with data or the reason there is none), and of those it
 * compares the observations with data before the newest one, newest first.
 */
export type Seen<Needs extends ProbeId, Settles extends ProbeId, Compares extends ProbeId = never> = {
  readonly server: Subject;
  /** What is known of software beyond this server. */
  readonly news: News;
  /** By what software is known. */
  readonly software: SoftwareCatalogue;
  readonly earlier: { readonly [P in Compares]: readonly Omit<Observed<P>, 'exchanges'>[] };
  /** What the server showed at or after the instant that the rule asked for, by probe; only of probes that it recalls and has data of. */
  readonly recalled: { readonly [P in Needs | Settles]?: Observed<P> };
} & {
  readonly [P in Needs]: Observed<P>;
} & { readonly [P in Settles]: Observed<P> | Unobserved };

/**
 * One judgement of one server. Pure: no clock, no network, no randomness.
 * `needs`: probes that must have data, else the engine answers `cannot-tell` without calling the rule.
 * `settles`: probes that must have been tried; the rule sees success or failure. What robots, refusals and our own limits
 * withheld (`disallowed`, `missed`) is `cannot-tell` by the engine.
 */
export interface ServerRule<
  Needs extends ProbeId = ProbeId,
  Settles extends ProbeId = ProbeId,
  Compares extends ProbeId = ProbeId,
> extends RuleDescription {
  readonly needs: readonly Needs[];
  readonly settles?: readonly Settles[];
  /** Probes of which the rule sees earlier observations too: at most ten, of the last thirty days, of the same version as the newest. */
  readonly compares?: readonly Compares[];
  /**
   * How many of `settles` must have been tried. `all`, the default: every one. `any`: one is enough; those that were withheld or not yet
   * asked are seen as `Unobserved`.
   */
  readonly quorum?: 'all' | 'any';
  /** A failure counts only when an observation at least this much earlier says the same; before that it is `cannot-tell`. */
  readonly confirmAfterHours?: number;
  /** How many observations must say so, the newest among them, evenly apart over those hours. Absent: two. */
  readonly confirmTimes?: number;
  /**
   * How many fresh vantages must see a failure where others see none, so that it is one all the same. Absent: all that can tell must agree. One vantage
   * alone is always enough.
   */
  readonly floor?: { readonly vantages: number };
  /** Which probes it wants to see as they were at an instant that its verdict names. */
  readonly recalls?: readonly (Needs | Settles)[];
  /** False: `inapplicable`, whatever was or was not observed; for rules that only some contracts ask for. */
  concerns?(server: Subject): boolean;
  /** False: `inapplicable`, and `check` is not called. */
  appliesTo?(seen: Seen<Needs, Settles, Compares>): boolean;
  check(seen: Seen<Needs, Settles, Compares>): Verdict;
}

/** A rule, with what it may read inferred from what it declares. */
export function defineRule<
  const Needs extends ProbeId = never,
  const Settles extends ProbeId = never,
  const Compares extends ProbeId = never,
>(rule: ServerRule<Needs, Settles, Compares>): ServerRule<Needs, Settles, Compares> {
  return rule;
}

export const passed: Verdict = { outcome: 'passed' };

/** Passed, with the seen value in one plain sentence. */
export const passedBecause = (because: string): Verdict => ({ outcome: 'passed', because });
export const failed = (because: string): Verdict => ({ outcome: 'failed', because });
/** Failed, and less is at stake here than the rule stands for. */
export const failedMildly = (impact: Impact, because: string): Verdict => ({
  outcome: 'failed',
  because,
  impact,
});
export const cannotTell = (because: string): Verdict => ({ outcome: 'cannot-tell', because });
export const inapplicable = (because: string): Verdict => ({ outcome: 'inapplicable', because });
