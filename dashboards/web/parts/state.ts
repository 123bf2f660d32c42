import type { Standing } from '../../../analyzer/standing.ts';
import type { AlertState } from '../../../model/alert.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import type { Consent, ObservationOutcome } from '../../../model/observation.ts';
import { type Markup, markup } from '../markup.ts';
import { utc } from './when.ts';
import { alertStateNames, consentNames, observationOutcomes, outcomeNames, severityNames } from './words.ts';

/** How a mark looks. Its colour only repeats what its sign and words say. */
export type Tone = 'good' | 'bad' | 'warn' | 'calm';

/** A few words with a sign and a colour that repeats them. */
export function toneMark(tone: Tone, words: string): Markup {
  return markup`<span class="mark-${tone} tag">${words}</span>`;
}

interface StateText {
  readonly tone: Tone;
  readonly name: string;
  /** What has to stand beside the name, wherever it is said. */
  readonly but?: string;
  /** One sentence for the server's page. */
  readonly says: string;
}

/** Each standing in words. From one vantage an outage is never more than unconfirmed. */
export const states: Readonly<Record<Standing, StateText>> = {
  healthy: { tone: 'good', name: 'Healthy', says: 'It answers, and no rule fails.' },
  failing: { tone: 'bad', name: 'Failing', says: 'At least one rule fails.' },
  unreachable: {
    tone: 'bad',
    name: 'Unreachable from here',
    but: 'unconfirmed from elsewhere',
    says: 'It does not answer from here. There is one vantage, so the fault may as well lie between it and us.',
  },
  refusing: {
    tone: 'calm',
    name: 'Asks not to be watched',
    says: 'It refuses our requests, or asks us in robots.txt to stay away. That is its right, and no fault.',
  },
  unjudged: {
    tone: 'calm',
    name: 'Not judged yet',
    says: 'There are too few observations for a judgement. The first visit may still be running.',
  },
};

/** All standings, the one to look at first first. */
export const statesByUrgency = [
  'unreachable',
  'failing',
  'refusing',
  'unjudged',
  'healthy',
] as const satisfies readonly Standing[];

/** A standing, with what has to be said beside it. `unreachable`: also said where a rule fails. */
export function stateMark(state: Standing, unreachable = false): Markup {
  const { tone, name, but } = states[state];
  const alone =
    but === undefined
      ? toneMark(tone, name)
      : markup`${toneMark(tone, name)} <span class="but">${but}</span>`;
  return unreachable && state !== 'unreachable' ? markup`${alone} ${stateMark('unreachable')}` : alone;
}

const severityTones: Readonly<Record<Severity, Tone>> = {
  critical: 'bad',
  error: 'bad',
  warning: 'warn',
  info: 'calm',
};

export function severityMark(severity: Severity): Markup {
  return toneMark(severityTones[severity], severityNames[severity]);
}

const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  failed: 'bad',
  'cannot-tell': 'calm',
  passed: 'good',
  inapplicable: 'calm',
};

export function outcomeMark(outcome: Outcome): Markup {
  return toneMark(outcomeTones[outcome], outcomeNames[outcome]);
}

const observationTones: Readonly<Record<ObservationOutcome, Tone>> = {
  ok: 'good',
  failed: 'bad',
  disallowed: 'calm',
  missed: 'warn',
};

export function observationMark(outcome: ObservationOutcome): Markup {
  return toneMark(observationTones[outcome], observationOutcomes[outcome]);
}

const alertTones: Readonly<Record<AlertState, Tone>> = {
  pending: 'warn',
  firing: 'bad',
  unknown: 'warn',
  resolved: 'good',
};

export function alertMark(state: AlertState): Markup {
  return toneMark(alertTones[state], alertStateNames[state]);
}

export function consentMark(consent: Consent): Markup {
  return consent === 'unproven'
    ? toneMark('warn', consentNames.unproven)
    : markup`<span>${consentNames[consent]}</span>`;
}

/** Marks a server that does not prove to be ours, on a page that is about it. */
export function unprovenMark(consent: Consent | undefined): Markup | undefined {
  return consent === 'unproven' ? consentMark(consent) : undefined;
}

/** Says that a part of what a page tells was not seen live. `until`: the ends of the replayed histories it rests on. */
export function replayedNotice(until: Iterable<string>): Markup | undefined {
  const last = [...until].toSorted().at(-1);
  if (last === undefined) return undefined;
  return markup`<p class="notice">${replayedMark(true)} What is dated ${utc(last)} or earlier is history that was replayed, not seen live.</p>`;
}

/** Marks what was not seen live. */
export function replayedMark(replayed: boolean): Markup | undefined {
  return replayed ? toneMark('warn', 'Replayed') : undefined;
}
