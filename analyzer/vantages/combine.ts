import { type EarlierFinding, type Finding, type Outcome, severities } from '../../model/finding.ts';
import type { ServerRule } from '../../rules/rule.ts';
import { awaitingSecondObservation } from '../evaluate.ts';
import { severityOf } from '../severity.ts';
import { reasonClass } from '../transition.ts';

/** What a rule says of a server as one vantage sees it. */
export interface Said {
  readonly vantage: string;
  readonly finding: Finding;
}

/** What a vantage comes to. `unconfirmed`: a failure that is still to be seen again. `open`: it cannot tell, and has no part in it. */
type Stance = Exclude<Outcome, 'cannot-tell'> | 'unconfirmed' | 'open';

interface Told extends Said {
  readonly stance: Stance;
}

/** Opens the reason where vantages say different things; `availability.confirmed` opens with the same words. */
const disagreeing = 'Our vantages disagree';

/** Is a finding open because vantages say different things? */
export function isDisagreement({ outcome, because }: Pick<Finding, 'outcome' | 'because'>): boolean {
  return outcome === 'cannot-tell' && because.startsWith(disagreeing);
}

/** Stances in the order in which they are told. */
const words: Readonly<Record<Stance, string>> = {
  failed: 'failed',
  unconfirmed: 'failed, not confirmed yet,',
  passed: 'passed',
  inapplicable: 'inapplicable',
  open: 'open',
};

/** The part of a finding that is common to several vantages. */
type Common = Pick<Finding, 'outcome' | 'because' | 'severity' | 'conclusion'>;

/**
 * One finding of what a rule says at several vantages, by name. Those that can tell must say the same. Where they do not, nobody can tell, unless as
 * many as the rule's floor see a failure. `before`: the finding until now. Undefined: nobody said anything.
 */
export function combined(
  rule: ServerRule,
  said: readonly Said[],
  before: EarlierFinding | undefined,
): Finding | undefined {
  const all = said.map((one) => ({ ...one, stance: stanceOf(rule, one.finding) }));
  const heard = all.filter(({ stance }) => stance !== 'open');
  const telling = heard.length === 0 ? all : heard;
  const [first] = telling;
  if (first === undefined) return undefined;
  const { conclusion: _own, ...same } = first.finding;
  const common = commonOf(rule, first, telling);
  const observedAt = newestOf(telling, first);
  return {
    ...same,
    ...common,
    evidence: [...new Set(telling.flatMap(({ finding }) => finding.evidence))],
    observedAt,
    since: before?.outcome === common.outcome ? before.since : observedAt,
  };
}

/** A rule may say by itself that it wants a second look: then it saw no failure. What we hold back for one was a failure. */
function stanceOf(
  { confirmAfterHours }: ServerRule,
  { outcome, because }: Pick<Finding, 'outcome' | 'because'>,
): Stance {
  if (outcome !== 'cannot-tell') return outcome;
  const isHeldBack = confirmAfterHours !== undefined && because.startsWith(awaitingSecondObservation);
  return isHeldBack ? 'unconfirmed' : 'open';
}

function newestOf(telling: readonly Said[], { finding }: Said): string {
  const dates = telling.map(({ finding: { observedAt } }) => observedAt);
  return dates.toSorted().at(-1) ?? finding.observedAt;
}

function commonOf(rule: ServerRule, first: Said, telling: readonly Told[]): Common {
  const failing = telling.filter(({ finding }) => finding.outcome === 'failed');
  const [loudest] = failing.toSorted((a, b) => loudness(b) - loudness(a));
  if (loudest !== undefined && telling.every(seesFailure)) return agreed(loudest, failing);
  if (new Set(telling.map(({ stance }) => stance)).size === 1) return agreed(first, telling);
  const floor = rule.floor?.vantages ?? Number.POSITIVE_INFINITY;
  if (loudest === undefined || failing.length < floor)
    return { outcome: 'cannot-tell', because: disagreement(telling), severity: severityOf(rule) };
  return { ...agreed(loudest, failing), because: `${reasonOf(failing)} (${sidesOf(telling)})` };
}

/** `speaker`: whose outcome, severity and conclusion it is. */
function agreed({ finding }: Said, some: readonly Said[]): Common {
  const { outcome, severity, conclusion } = finding;
  return { outcome, severity, because: reasonOf(some), ...(conclusion !== undefined && { conclusion }) };
}

function loudness({ finding }: Said): number {
  return severities.indexOf(finding.severity);
}

function seesFailure({ stance }: Told): boolean {
  return stance === 'failed' || stance === 'unconfirmed';
}

/** One reason where all have the same, numbers aside; else each with its vantage. */
function reasonOf(some: readonly Said[]): string {
  const classes = new Set(some.map(({ finding }) => reasonClass(finding)));
  if (classes.size === 1) return some[0]?.finding.because ?? '';
  return some.map(({ vantage, finding }) => `${vantage}: ${finding.because}`).join('; ');
}

function disagreement(telling: readonly Told[]): string {
  const failing = telling.filter(seesFailure);
  const [first] = failing;
  const sides = sidesOf(telling);
  if (first === undefined) return `${disagreeing}: ${sides}`;
  const see = failing.length === 1 ? 'sees' : 'see';
  const reason = first.finding.because.replace(`${awaitingSecondObservation}: `, '');
  return `${disagreeing}, ${failing.length} of ${telling.length} ${see} a failure: ${sides}. At ${first.vantage}: ${reason}`;
}

/** Who says what, such as `failed at far, mid; passed at near`. */
function sidesOf(telling: readonly Told[]): string {
  const byStance = Map.groupBy(telling, ({ stance }) => stance);
  const order = Object.keys(words);
  return [...byStance]
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([stance, some]) => `${words[stance]} at ${some.map(({ vantage }) => vantage).join(', ')}`)
    .join('; ');
}
