import type { AlertState } from '../../../model/alert.ts';
import type { Audience, Outcome, Severity } from '../../../model/finding.ts';
import type { Consent, ObservationOutcome } from '../../../model/observation.ts';
import type { ReadingState } from '../../../model/policy.ts';
import type { Impact, Requirement } from '../../../model/rule.ts';

/** What each audience is called, and where its list is. */
export const audienceNames: Readonly<Record<Audience, string>> = {
  sre: 'SRE',
  'trust-safety': 'Trust and safety',
  legal: 'Legal',
};

/** What each audience asks of the list. */
export const audienceQuestions: Readonly<Record<Audience, string>> = {
  sre: 'What does the rest of the federation see, and what stops working?',
  'trust-safety': 'Who federates with whom, who stopped, and what follows for people?',
  legal: 'What software runs, under which licence, and is its source offered?',
};

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  failed: 'Failed',
  'cannot-tell': 'Cannot tell',
  passed: 'Passed',
  inapplicable: 'Does not apply',
};

export const severityNames: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
};

export const alertStateNames: Readonly<Record<AlertState, string>> = {
  pending: 'Waiting',
  firing: 'Firing',
  unknown: 'Not known any more',
  resolved: 'Ended',
};

export const consentNames: Readonly<Record<Consent, string>> = {
  hosted: 'Hosted',
  unproven: 'Unproven',
  peer: 'Peer',
};

/** What consent means for how a server is watched. */
export const consentMeanings: Readonly<Record<Consent, string>> = {
  hosted: 'The server proved by DNS or a well-known token that it is ours to watch.',
  unproven:
    'Configured as hosted, but the server does not prove it, so it is watched with the manners due to a peer. Publish the proof to change this.',
  peer: 'Watched as any peer would: few, polite, anonymous GET requests.',
};

export const observationOutcomes: Readonly<Record<ObservationOutcome, string>> = {
  ok: 'Answered',
  failed: 'Failed',
  disallowed: 'We were asked not to',
  missed: 'Not done by us',
};

/** What became of a try to read a list. */
export const readingStateNames: Readonly<Record<ReadingState, string>> = {
  published: 'The whole list was read',
  partial: 'A part of the list was read',
  hidden: 'It keeps the list to itself',
  'not-supported': 'Its software publishes none',
  declined: 'Not asked: robots.txt or a limit of ours',
  failed: 'No usable answer',
};

export const requirementNames: Readonly<Record<Requirement, string>> = {
  must: 'Must',
  should: 'Should',
  convention: 'Convention',
};

export const impactNames: Readonly<Record<Impact, string>> = {
  destructive: 'data on peers is lost for good',
  breaks: 'federation with someone stops',
  degrades: 'federation gets slow or partial',
  cosmetic: 'nobody is cut off',
};
