import { instant } from '../../model/clock.ts';
import type { Outcome } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import type { RuleDescription } from '../../model/rule.ts';
import type { Signal } from '../../model/signal.ts';
import type { WindowCount } from '../../store/availability.ts';
import { type BurnWindow, burnRate, threshold } from './burn.ts';
import type { Coverage } from './periods.ts';

/** The rule that says whether the promised availability is in danger. */
export const objectiveRule = 'availability.objective';

/** What the rule says about itself. Its own failures are critical or a warning, as the window says. */
export const objectiveDescription: RuleDescription = {
  id: objectiveRule,
  version: 1,
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [
    {
      title: 'The Site Reliability Workbook',
      section: 'Alerting on SLOs',
      url: 'https://sre.google/workbook/alerting-on-slos/',
    },
  ],
  title: 'The server is on its way to keep the availability that was promised',
  breaks: 'People whose posts and follows do not get through, and in the end the contract.',
  falsePositives:
    'Trouble on the way from us, where there is one vantage only, costs budget too. Planned work is left out only where maintenance has it.',
  advice: 'Look at the failures of the server at the time: the page of the server lists them by question.',
};

/** What was promised of a server, in percent of a calendar month. */
export interface Objective {
  readonly server: Host;
  readonly percent: number;
}

/** What one alert on the budget is decided by. `until`: epoch milliseconds, the end of both windows. */
export interface BurnCase {
  readonly objective: Objective;
  readonly window: BurnWindow;
  readonly long: WindowCount;
  readonly short: WindowCount;
  /** Of the long window. */
  readonly coverage: Coverage;
  readonly vantages: number;
  readonly until: number;
}

/** Fewer questions without an answer are bad luck, not an outage. */
const leastBadAnswers = 3;
/** The part of a window that must be known, planned work aside. */
const leastKnown = 0.5;

/** One alert on the budget: failing when both windows spend it too fast. Alert at once: the windows are the patience. */
export function burnSignal(burn: BurnCase): Signal {
  const { objective, window, until } = burn;
  const { outcome, because, value } = verdict(burn);
  return {
    rule: objectiveRule,
    ruleVersion: 1,
    labels: { server: objective.server, window: window.name },
    audience: 'sre',
    severity: window.severity,
    outcome,
    because,
    evidence: [],
    observedAt: instant(until),
    ...(value !== undefined && { value }),
    alerting: { forMs: 0, keepFiringForMs: 600_000, limit: 20 },
  };
}

interface BurnVerdict {
  readonly outcome: Outcome;
  readonly because: string;
  /** The burn rate of the long window. */
  readonly value?: number;
}

function verdict({ objective, window, long, short, coverage, vantages }: BurnCase): BurnVerdict {
  const [slow, fast] = [long, short].map((seen) => burnRate(seen, objective.percent));
  const possible = coverage.total - coverage.planned;
  const isThin = coverage.known < possible * leastKnown;
  if (slow === undefined || fast === undefined || isThin)
    return { outcome: 'cannot-tell', because: tooLittle(window, coverage, short) };
  const limit = threshold(window);
  const isBurning = slow > limit && fast > limit && long.badAnswers >= leastBadAnswers;
  if (!isBurning) return { outcome: 'passed', because: '', value: slow };
  return {
    outcome: 'failed',
    because: burning({ objective, window, long, coverage, vantages, rate: slow }),
    value: slow,
  };
}

function tooLittle({ name }: BurnWindow, { known, total, planned }: Coverage, short: WindowCount): string {
  if (total === planned) return `all of the last ${name} was planned work`;
  if (short.known === 0)
    return `nothing was seen lately, and ${known} of ${total - planned} periods of 5 minutes in the last ${name}`;
  return `only ${known} of ${total - planned} periods of 5 minutes in the last ${name} have data`;
}

interface Burning extends Pick<BurnCase, 'objective' | 'window' | 'long' | 'coverage' | 'vantages'> {
  readonly rate: number;
}

function burning({ objective, window, long, coverage, vantages, rate }: Burning): string {
  const share = rounded((100 * long.bad) / long.known);
  const left = [
    ...(coverage.planned > 0 ? [`${periods(coverage.planned)} of planned work`] : []),
    ...(coverage.unknown > 0 ? [`${periods(coverage.unknown)} without data`] : []),
  ];
  return [
    `peers could not use it for ${share} % of the last ${window.name}`,
    `, which spends the error budget of ${objective.percent} % a month ${rounded(rate)} times too fast`,
    left.length === 0 ? '' : ` (not counted: ${left.join(' and ')})`,
    vantages > 1
      ? `; seen by most of ${vantages} vantages`
      : '; seen from one vantage, unconfirmed from elsewhere',
  ].join('');
}

function periods(count: number): string {
  return count === 1 ? '1 period' : `${count} periods`;
}

function rounded(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2);
}
