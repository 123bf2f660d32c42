import type { OfferPlace, PlaceReading, SourceOffers } from '../../../model/licence/offer.ts';
import type { OfferCheck } from '../../../model/licence/offer-check.ts';
import type { SoftwareNews } from '../../../model/news.ts';
import type { SoftwareCatalogue, SoftwareProfile } from '../../../model/software/index.ts';
import { versionOf } from '../../../model/version.ts';
import { confidenceOf } from './confidence.ts';
import type { Decision, OfferDecision, UnknownReason } from './decision.ts';
import { type Identity, type IdentityFacts, identify } from './identity.ts';
import { type OwnedOffer, ownersOf } from './lineage.ts';
import { ofOwnOffers } from './own-offer.ts';
import { type Publication, publicationOf } from './release.ts';
import { isModified, type ModificationSign, ofProgram, strongKinds } from './sign.ts';
import { type SignFacts, signsOf } from './signs.ts';

/** All that a verdict on the licence of one server rests on. Plain values: no clock, no network. */
export interface LicenceFacts
  extends IdentityFacts,
    Pick<SignFacts, 'constants' | 'replacedFiles' | 'withoutNodeInfo'> {
  /** Front ends that left signs. */
  readonly frontEnds: readonly SoftwareProfile[];
  /** How many stock files of it were recognised by their bytes. */
  readonly recognisedFiles: number;
  /** As NodeInfo names it, whatever that is. */
  readonly name: string | undefined;
  /** As the server names it. */
  readonly version: string | undefined;
  /** Absent: the places were not read. */
  readonly offers: SourceOffers | undefined;
  /** Does a part of the places wait for the next visit? */
  readonly offersUnfinished: boolean;
  readonly checks: readonly OfferCheck[];
  readonly news: ReadonlyMap<string, SoftwareNews>;
  /** All software that is known. */
  readonly catalogue: SoftwareCatalogue;
  /** The newest instant at which the program was still another one, RFC 3339. Absent: no change was seen. */
  readonly changedAfter: string | undefined;
}

/** What the licence of a server comes to. Section 13 of the AGPL binds modified versions: who runs what upstream published is not suspected. */
export function decide(facts: LicenceFacts): Decision {
  const offers = facts.offers?.offers ?? [];
  const identity = identify(facts);
  if (identity.state === 'unknown') return undecided(facts, identity.why);
  const { software } = identity;
  if (!software.networkClause) return finished({ facts, identity, signs: [] }, { verdict: 'NOT_AGPL' });
  const owned = ownersOf(offers, software, facts.catalogue);
  const { version, checks } = facts;
  const publication = publicationOf({ software, version, checks, news: facts.news.get(software.id) });
  const signs = signsOf({ ...facts, identity, offers: owned, publication });
  const ofOffer = ofOffers({ facts, identity, owned, publication, signs });
  return finished({ facts, identity, signs }, ofOffer);
}

interface Known {
  readonly facts: LicenceFacts;
  readonly identity: Extract<Identity, { readonly state: 'known' }>;
  readonly signs: readonly ModificationSign[];
}

interface Weighed extends Known {
  readonly owned: readonly OwnedOffer[];
  readonly publication: Publication;
}

/** What the offers come to. Against the server only where the program itself shows that it was modified. */
function ofOffers(weighed: Weighed): OfferDecision {
  const { signs, owned } = weighed;
  if (!isModified(signs)) return unmodified(weighed);
  const decision = modified(weighed);
  if (isModified(ofProgram(signs)) || decision.verdict === 'OFFER_MATCHES') return decision;
  // A theme or a plugin has a source of its own too: beside that of upstream it says nothing about the program.
  return owned.some(({ owner }) => owner === 'upstream') ? unmodified(weighed) : withoutSuspicion(decision);
}

/** What is left of a decision where only the operator says that there is a source of their own. */
function withoutSuspicion(decision: OfferDecision): OfferDecision {
  switch (decision.verdict) {
    case 'OFFER_UNREACHABLE':
      return { ...decision, ...unknown('offer-not-reached') };
    case 'OFFER_VERSION_NOT_FOUND':
      return { ...decision, ...unknown('version-not-in-offer') };
    case 'OFFER_STALE':
      return { ...decision, verdict: 'OFFER_UNVERIFIABLE' };
    default:
      return decision;
  }
}

function unmodified({ facts, identity, owned, publication, signs }: Weighed): OfferDecision {
  const first = owned.find(({ owner }) => owner === 'upstream') ?? owned[0];
  const check = facts.checks.find(({ url }) => url === first?.offer.url);
  const rests = { ...(first && { offer: first.offer }), ...(check && { check }) };
  // A version that calls itself changed is not what upstream published, even where that is no proof of a change.
  if (signs.some(({ kind, weight }) => kind === 'other-build' && weight !== 'weak'))
    return { ...rests, ...unknown('signs-too-weak') };
  return publication === 'published' || isDevelopment(identity.software, facts.version)
    ? { ...rests, verdict: 'UNMODIFIED_UPSTREAM' }
    : { ...rests, ...unknown('modification-unknown') };
}

/** A build between releases, named as upstream names them: no repository has a tag for it. */
function isDevelopment({ version: grammar }: SoftwareProfile, version: string | undefined): boolean {
  if (version === undefined || grammar === undefined || !grammar.stock.test(version)) return false;
  return versionOf(version)?.early ?? true;
}

function modified({ facts, identity, owned, signs }: Weighed): OfferDecision {
  const { checks, changedAfter } = facts;
  const checkOf = (url: string) => checks.find((check) => check.url === url);
  const own = owned.filter(({ owner }) => owner === 'own');
  const decision = ofOwnOffers(own.map(({ offer }) => ({ offer, check: checkOf(offer.url), changedAfter })));
  if (decision !== undefined) return decision;
  const [first] = owned;
  const check = first && checkOf(first.offer.url);
  const rests = { ...(first && { offer: first.offer }), ...(check && { check }) };
  if (owned.some(({ owner }) => owner === 'unclear')) return { ...rests, ...unknown('offer-unclear') };
  if (!wereRead(facts, identity.software)) return { ...rests, ...unknown('places-not-read') };
  if (strongKinds(ofProgram(signs)) === 0) return { ...rests, ...unknown('signs-too-weak') };
  return { ...rests, verdict: first === undefined ? 'OFFER_MISSING' : 'OFFER_UPSTREAM_ONLY' };
}

/** Was a page read, and every place at which the software makes offers? Only then is what was not found not there. */
function wereRead(
  { offers, offersUnfinished }: Pick<LicenceFacts, 'offers' | 'offersUnfinished'>,
  { offers: stock = [] }: SoftwareProfile,
): boolean {
  if (offers?.places['page-link'] !== 'read' || offersUnfinished) return false;
  return stock.every(({ place }) => isRead(place, offers.places[place]));
}

/** What an API tells only by POST nobody asks; the same is in the software's NodeInfo and pages. */
function isRead(place: OfferPlace, reading: PlaceReading): boolean {
  if (reading === 'not-asked') return place === 'software-api';
  return reading === 'read' || reading === 'absent';
}

function unknown(reason: UnknownReason): { readonly verdict: 'UNKNOWN'; readonly reason: UnknownReason } {
  return { verdict: 'UNKNOWN', reason };
}

function undecided(facts: LicenceFacts, reason: UnknownReason): Decision {
  const { version, offers, frontEnds } = facts;
  return {
    verdict: 'UNKNOWN',
    ofOffer: unknown(reason),
    confidence: 'low',
    signs: [],
    offered: (offers?.offers.length ?? 0) > 0,
    frontEnds,
    ...(version !== undefined && { version }),
  };
}

function finished({ facts, identity, signs }: Known, ofOffer: OfferDecision): Decision {
  const { name, version, offers, recognisedFiles, concealment, frontEnds } = facts;
  const isOtherwise = concealment.state === 'conceals' || concealment.state === 'own-name';
  const { software, concealed } = identity;
  const verdict = concealed ? 'CONCEALED_AGPL' : ofOffer.verdict;
  return {
    verdict,
    ofOffer,
    confidence: confidenceOf({ verdict, ofOffer, signs, recognisedFiles }),
    software,
    signs,
    offered: (offers?.offers.length ?? 0) > 0,
    frontEnds,
    ...(version !== undefined && { version }),
    ...(isOtherwise && name !== undefined && { otherName: name }),
  };
}
