import type { LicenceRuleId } from '../../../../analyzer/licence/deciding-rule.ts';
import type { LicenceDossier } from '../../../../analyzer/licence/dossier.ts';
import type { Outcome } from '../../../../model/finding.ts';
import type {
  CheckedReference,
  LicenceText,
  OfferState,
  ReferenceState,
} from '../../../../model/licence/offer-check.ts';
import {
  confidenceWords,
  labels,
  methodWords,
  placeWords,
  reasonWords,
  statementWords,
  verdictWords,
} from '../../licence/words.ts';
import { agreeing } from '../agreeing.ts';

/** On how many days of a period a server was looked at, as texts. `rest`: the others; absent when there are none. */
export interface DaysRead {
  readonly days: string;
  readonly read: string;
  readonly rest: string | undefined;
}

const offerStates: Readonly<Record<OfferState, string>> = {
  reachable: 'reachable',
  absent: 'not there',
  login: 'asks for a login',
  'login-page': 'shows a log-in page',
  refused: 'not asked: forbidden',
  unreachable: 'no usable answer',
  'not-source': 'no source',
  'too-much': 'too large to look through',
  awaited: 'not asked yet',
};

const referenceKinds: Readonly<Record<CheckedReference['kind'], string>> = { tag: 'tag', commit: 'commit' };

const referenceStates: Readonly<Record<ReferenceState, string>> = {
  found: 'found',
  'in-network': 'in the network of forks only',
  'not-found': 'not found',
  unknown: 'not known',
};

const licenceTexts: Readonly<Record<Exclude<LicenceText, 'unread'>, string>> = {
  agpl: 'AGPL',
  other: 'another one',
  absent: 'none found',
};

const outcomes: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  inapplicable: 'does not apply',
  'cannot-tell': 'cannot tell',
};

const rules: Readonly<Record<LicenceRuleId, string>> = {
  'licence.software-declared': 'The server names the software whose signs it shows',
  'licence.offer-present': 'A server whose program was modified offers its source',
  'licence.offer-reachable': 'The source that a server offers can be had without a login',
  'licence.offer-corresponds': 'The source that a server offers is that of the version that runs',
};

/** The report on licences, in English. */
export const licenceEnglish = {
  labels,
  verdicts: verdictWords,
  reasons: reasonWords,
  confidence: confidenceWords,
  places: placeWords,
  statement: statementWords,
  method: methodWords,
  offerStates,
  referenceKinds,
  referenceStates,
  licenceTexts,
  outcomes,
  rules,
  /** Why a verdict is what it is. The sentence of the rules is English; other languages make their own. */
  because: ({ because }: LicenceDossier): string => because,
  /** The same with the reason where there is no verdict. */
  explained: ({ because, reason }: LicenceDossier): string =>
    reason === undefined ? because : `${because} (${reasonWords[reason]})`,
  /** A sentence of ours that is written in English where it arises. Undefined: this language leaves it out. */
  ownSentence: (text: string): string | undefined => text,
  /** What else a licence means for a service. Undefined: it is not translated. */
  softwareNote: (text: string): string | undefined => text,
  becauseLabel: 'Because',
  softwareNoteLabel: 'Licence note',
  unknownSoftware: 'not known',
  /** The name that NodeInfo gives follows. */
  signsOf: (title: string) => `signs of ${title}; NodeInfo names `,
  frontEnd: ({ title, licence }: LicenceDossier['frontEnds'][number]) =>
    `signs of ${title} (${licence}): its source was not looked for`,
  suspected: 'Suspected, not reportable',
  notAsked: 'not asked',
  checkedOn: (state: string, day: string) => `${state} on ${day}`,
  licenceText: (text: string) => `licence text: ${text}`,
  offeredAt: (place: string) => `, at ${place}`,
  changesTitle: 'What changed in the period',
  attention: (servers: string) => `Needs attention: ${servers}.`,
  open: (servers: string) => `Not enough was seen of: ${servers}.`,
  days: ({ days, read, rest }: DaysRead) =>
    `offers were read on ${read} of ${days} ${agreeing(days, 'day', 'days')}${rest === undefined ? '' : `; nothing is known of the other${agreeing(rest, '', ` ${rest}`)}`}.`,
};
