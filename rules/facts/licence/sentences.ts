import { shown } from '../shown.ts';
import type { Decision, UnknownReason } from './decision.ts';

/** Why nothing could be concluded, for people. */
const unknownSentences: Readonly<Record<UnknownReason, string>> = {
  'software-not-read': 'What the server says it runs could not be read',
  'software-unknown': 'The software is not one we know, and the signs are too few to tell',
  'modification-unknown':
    'There is no sign of a modification, and it could not be confirmed that upstream published this version',
  'signs-too-weak': 'There are signs of a modification, and none of them is strong',
  'places-not-read': 'Not every place at which this software normally shows an offer could be read',
  'offer-unclear': 'What is offered is a page, or the source of another program: a person has to look',
  'offer-not-checked': 'The offered address was not asked yet, or did not let us look to the end',
  'offer-not-reached':
    'The offered address did not answer; nothing that the program shows says that it was modified',
  'version-not-in-offer':
    'The version was not found in what is offered; nothing that the program shows says that it was modified',
};

/** What a decision says of a server, as an observation: one sentence without a full stop. */
export function sentenceOf(decision: Decision): string {
  const { verdict, software, version, otherName } = decision;
  const ownVersion = otherName === undefined ? (version ?? '') : '';
  const what = software === undefined ? 'The software' : `${software.title} ${ownVersion}`.trim();
  if (verdict === 'NOT_AGPL') return `${what} is not under the AGPL`;
  if (verdict !== 'CONCEALED_AGPL') return offerSentence(decision);
  return `${concealedSentence(what, decision)}. ${offerSentence(decision)}`;
}

function concealedSentence(what: string, { otherName, version = '' }: Decision): string {
  if (otherName === undefined) return `The server shows the signs of ${what} and does not name it`;
  const says = `${shown(otherName)} ${version}`.trim();
  return `NodeInfo names ${says}; the server shows the signs of ${what}`;
}

/** What the offers of a server come to, and on which signs that rests. */
export function offerSentence({ ofOffer, signs }: Decision): string {
  const { verdict, reason, offer, check } = ofOffer;
  const offered = shown(offer?.url);
  const because =
    signs.length === 0 ? '' : `; signs of a modification: ${signs.map(({ says }) => says).join(', ')}`;
  switch (verdict) {
    case 'NOT_AGPL':
      return 'The licence has no clause on use over a network';
    case 'UNMODIFIED_UPSTREAM':
      return 'No sign of a modification was found; an offer is not shown to be required';
    case 'OFFER_MATCHES':
      return `The version that runs is in the source at ${offered}`;
    case 'OFFER_UNVERIFIABLE':
      return `Source is offered at ${offered}; it could not be tied to the version that runs`;
    case 'OFFER_STALE':
      return `What is offered at ${offered} is from ${check?.newestAt?.slice(0, 10)}, older than a change that was seen${because}`;
    case 'OFFER_VERSION_NOT_FOUND':
      return `The version that runs was not found in the source at ${offered}${because}`;
    case 'OFFER_UPSTREAM_ONLY':
      return `Only upstream's source is offered, at ${offered}${because}`;
    case 'OFFER_MISSING':
      return `No source offer was found at the places this software normally shows one${because}`;
    case 'OFFER_UNREACHABLE':
      return `The offered address ${offered} did not give source: ${check?.detail ?? check?.state}${because}`;
    case 'UNKNOWN':
      return unknownSentences[reason ?? 'modification-unknown'];
  }
}
