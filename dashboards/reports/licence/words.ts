import type { OpenReason } from '../../../analyzer/licence/dossier.ts';
import type { StatementState } from '../../../analyzer/licence/statement.ts';
import type { Confidence, LicenceVerdict } from '../../../model/licence/licence-verdict.ts';
import type { OfferPlace } from '../../../model/licence/offer.ts';

/** What people are told of a verdict. All are observations; whether a licence is kept is for lawyers. */
export interface VerdictWords {
  readonly name: string;
  /** What it means, in one or two sentences. */
  readonly means: string;
  /** What else could explain what was seen. */
  readonly alternatives: readonly string[];
  /** What would change it. */
  readonly change: string;
  /** What a person should do next. */
  readonly next: string;
}

/** The words for every verdict. */
export const verdictWords: Readonly<Record<LicenceVerdict, VerdictWords>> = {
  NOT_AGPL: {
    name: 'Not under the AGPL',
    means: 'The licence of this software has no section on use over a network.',
    alternatives: ['The server names other software than it runs.'],
    change: 'Signs of software under the AGPL.',
    next: 'Nothing.',
  },
  UNMODIFIED_UPSTREAM: {
    name: 'No sign of a modification',
    means: 'The version is one that upstream published. An offer of source is not shown to be required.',
    alternatives: ['A change that leaves no trace outside cannot be seen.'],
    change: 'A sign of a modification.',
    next: 'Nothing. Where we run the server: keep the record of how it was built.',
  },
  OFFER_MATCHES: {
    name: 'Source offered, version found',
    means: 'Source is offered, the address answers, and the version that runs is in it.',
    alternatives: ['The tag may stand for another state of the source than the one that runs.'],
    change: 'A version that is not in the source.',
    next: 'Nothing.',
  },
  OFFER_UNVERIFIABLE: {
    name: 'Source offered, version not tied',
    means: 'Source is offered and the address answers. It could not be tied to the version that runs.',
    alternatives: ['It may well be the source of the version that runs.'],
    change: 'A tag, or a commit in the version.',
    next: 'Where we run the server: tag what is deployed. Elsewhere: nothing, or look at the source.',
  },
  OFFER_STALE: {
    name: 'Source older than a change',
    means: 'What is offered is more than 30 days older than a change that was seen at the server.',
    alternatives: [
      'The date of the archive may be wrong.',
      'The change may be one of settings only.',
      'Newer source may be offered elsewhere.',
    ],
    change: 'A newer archive, or an offer at another place.',
    next: 'A person compares the archive with the server, and asks the operator first.',
  },
  OFFER_VERSION_NOT_FOUND: {
    name: 'Version not found in the source',
    means:
      'Source is offered, its references were listed twice, and the version that runs is not among them.',
    alternatives: [
      'The tag is not published yet, or history was written anew.',
      'The build was made from a changed checkout.',
      'A mirror is behind.',
    ],
    change: 'The tag or commit appears in the source.',
    next: 'A person looks at the source, and asks the operator first.',
  },
  OFFER_UPSTREAM_ONLY: {
    name: "Only upstream's source offered",
    means:
      'The server shows signs of a modification, every usual place was read, and all that is offered is the source of upstream.',
    alternatives: [
      'The source may be offered elsewhere, or in an app.',
      'A proxy may have changed what the server answers.',
      'A plugin or theme may explain the signs.',
    ],
    change: 'An offer of its own, or the signs go away.',
    next: 'A person looks at the server, and asks the operator first.',
  },
  OFFER_MISSING: {
    name: 'No offer found',
    means:
      'The server shows signs of a modification. No source offer was found at the places this software normally shows one.',
    alternatives: [
      'The offer may show only with JavaScript, in an app, or in the terms of service.',
      'It may be behind a page that we did not read.',
    ],
    change: 'An offer at any place that a visitor can reach.',
    next: 'A person looks at the server with a browser, and asks the operator first.',
  },
  OFFER_UNREACHABLE: {
    name: 'Offer does not answer',
    means:
      'Source is offered. The address gave no source at three tries over 72 hours or more, while other servers could be reached.',
    alternatives: [
      'The forge may be down, or closed to where we look from.',
      'The repository may have moved.',
    ],
    change: 'The address answers.',
    next: 'A person tries the address from elsewhere, and asks the operator first.',
  },
  CONCEALED_AGPL: {
    name: 'Software not named',
    means:
      'The server shows at least two independent signs of software under the AGPL, and says something else or nothing.',
    alternatives: [
      'The signs may come from a front end only.',
      'Two programs may share one name.',
      'It may be a mirror or a copy.',
    ],
    change: 'The server names its software, or an offer that leads to it.',
    next: 'A person looks at the server, and asks the operator first.',
  },
  UNKNOWN: {
    name: 'Cannot tell',
    means: 'Not enough was seen.',
    alternatives: [],
    change: 'What the reason names.',
    next: 'Nothing yet; the reason says what is missing.',
  },
};

/** Why there is no verdict. */
export const reasonWords: Readonly<Record<OpenReason, string>> = {
  'software-not-read': 'what it says it runs could not be read',
  'software-unknown': 'its software is not one we know',
  'modification-unknown':
    'no sign of a modification; it could not be confirmed that upstream published the version',
  'signs-too-weak': 'signs of a modification, none of them strong',
  'places-not-read': 'not every usual place of an offer could be read',
  'offer-unclear': 'what is offered is a page, or the source of another program',
  'offer-not-checked': 'the offered address was not asked yet, or not to the end',
  'offer-not-reached': 'the offered address did not answer, and no modification was shown',
  'version-not-in-offer': 'the version was not found in the offer, and no modification was shown',
  'awaiting-second-observation': 'suspected, not reportable: it was not seen often enough yet',
  'not-observed': 'nothing was observed yet',
  'data-not-readable':
    'what is stored was written by another version of Fediscope; the next visit makes it readable',
};

export const confidenceWords: Readonly<Record<Confidence, string>> = {
  low: 'low',
  medium: 'medium',
  high: 'high',
};

export const placeWords: Readonly<Record<OfferPlace, string>> = {
  nodeinfo: 'NodeInfo',
  nodeinfo2: 'NodeInfo2',
  'instance-api': 'the instance API',
  'software-api': "the software's own API",
  'page-data': 'data in a page',
  noscript: 'a page, shown without JavaScript',
  'page-link': 'a link in a page',
  'own-archive': 'an archive on the server itself',
};

/** Headings and labels of the report. */
export const labels = {
  title: 'Licences',
  hosted: 'Our own servers',
  peers: 'Other servers',
  totals: 'Totals',
  statement: 'Statement on our own servers',
  method: 'Method and limits',
  spdx: 'SPDX fields',
  software: 'Software',
  frontEnd: 'Front end',
  licence: 'Licence (SPDX)',
  verdict: 'Verdict',
  confidence: 'Confidence',
  since: 'Since',
  observed: 'Last observation',
  offerVerdict: 'Verdict on the offer',
  offer: 'Offer',
  check: 'Its check',
  evidence: 'Evidence',
  next: 'Next step',
  alternatives: 'What else could explain it',
  change: 'What would change it',
  reply: 'The operator says',
  note: 'Note',
  none: 'none',
  noServers: 'No server.',
};

/** What the statement says, by what was found. */
export const statementWords: Readonly<Record<StatementState, string>> = {
  'in-order':
    'As far as could be seen from outside, every server listed here runs what upstream published, offers the source of the version that runs, or is not under the AGPL.',
  'not-in-order':
    'At the end of the period at least one server listed here needs attention. It is named below.',
  open: 'It cannot be said that every server listed here is in order: of some not enough was seen. They are named below.',
};

/** How the report was made, and what it cannot show. One paragraph each. */
export const methodWords: readonly string[] = [
  'Each server was visited as any visitor would: anonymous requests, robots.txt respected, nothing about people kept. What it says it runs was compared with the signs it shows. Every place at which its software normally names its source was read; a place that could not be read counts as not read, never as empty.',
  'An offered address was asked once for all servers that offer it. A repository was asked for its tags and commits, an archive for its head. The licence text was compared word by word, not by its hash.',
  'Section 13 of the GNU AGPL, version 3, binds modified versions. Without evidence of a modification no server is suspected, whatever it offers.',
  'Nothing is reported against a server before it was seen twice, at least 24 hours apart; of an address that does not answer three times over 72 hours, while our own control targets could be reached. Until then it is called suspected, and not reportable.',
  'From outside we cannot see changes that leave no trace, offers that show only with JavaScript or in an app, or whether the offered source is complete. This is a record of observations. It is no legal advice, and it does not say whether a licence is kept.',
  'The confidence is the most that the kind of evidence can carry. Operators may answer: their words are shown beside the verdict, and "fediscope check <server>" looks again at once.',
];
