import type { Finding } from '../../model/finding.ts';
import type { Host } from '../../model/host.ts';
import type { Confidence, LicenceVerdict } from '../../model/licence/licence-verdict.ts';
import type { SourceOffer } from '../../model/licence/offer.ts';
import type { OfferCheck } from '../../model/licence/offer-check.ts';
import type { ReviewStanding } from '../../model/review-standing.ts';
import type { ServerStanding } from '../../model/server.ts';
import type { Decision, UnknownReason } from '../../rules/facts/licence/decision.ts';
import { negativeVerdicts } from '../../rules/facts/licence/decision.ts';
import { sentenceOf } from '../../rules/facts/licence/sentences.ts';
import type { SignKind } from '../../rules/facts/licence/sign.ts';
import { awaitingSecondObservation } from '../evaluate.ts';
import { ruleOf } from './deciding-rule.ts';

/** What a server says it runs, and under which licence that is. */
export interface LicensedSoftware {
  readonly title: string;
  /** As the server names it. Absent: it names none, or only that of `otherName`. */
  readonly version?: string;
  /** What the server says it is instead, and in which version, where its signs are those of this software. */
  readonly otherName?: string;
  /** SPDX expression, as concluded from what was read. */
  readonly licence: string;
  /** What the project declares, word by word. */
  readonly declared: string;
  /** What else the licence means for a service. */
  readonly note?: string;
}

/**
 * Why there is no verdict: a reason of the decision, or the wait for another observation. `not-observed`: nothing was read that a verdict could
 * rest on. `data-not-readable`: what is stored was written in a shape that this version cannot read.
 */
export type OpenReason = UnknownReason | typeof awaitingSecondObservation | NoDecision;

type NoDecision = 'not-observed' | 'data-not-readable';

/** What is known of the licence of one server at an instant: one value for pages and reports. */
export interface LicenceDossier {
  readonly server: Host;
  readonly role: ServerStanding['role'];
  /** Absent: not known. */
  readonly software?: LicensedSoftware;
  /** `UNKNOWN` while a negative one waits for another observation. */
  readonly verdict: LicenceVerdict;
  /** What its offers come to: the same, unless it conceals its software. */
  readonly ofOffer: LicenceVerdict;
  /** Present exactly for `UNKNOWN`. */
  readonly reason?: OpenReason;
  /** What waits for another observation: suspected, not reportable. Absent: nothing does. */
  readonly suspected?: LicenceVerdict;
  readonly confidence: Confidence;
  /** One sentence without a full stop. */
  readonly because: string;
  /** Of which kinds the signs of a modification are that were seen, each once. */
  readonly signs: readonly SignKind[];
  /** When the outcome that carries the verdict began, RFC 3339. Absent: nothing was judged. */
  readonly since?: string;
  /** When the newest observation it rests on was made. Absent: there is none. */
  readonly observedAt?: string;
  /** Front ends that left signs: programs of their own, of whose source the verdict says nothing. */
  readonly frontEnds: readonly Pick<LicensedSoftware, 'title' | 'licence'>[];
  readonly offers: readonly SourceOffer[];
  /** The offer that the verdict rests on. */
  readonly offer?: SourceOffer;
  readonly check?: OfferCheck;
  /** Ids of the observations it rests on. */
  readonly evidence: readonly string[];
  /** What the server concerned says, newest first; one for each rule that it answers to. */
  readonly replies: readonly string[];
  /** What reviewers wrote, newest first. */
  readonly notes: readonly string[];
}

/** What a dossier is made of. `findings`: those of the licence rules at the instant. */
export interface DossierParts {
  readonly server: ServerStanding;
  /** Or why there is none. */
  readonly decision: Decision | NoDecision;
  readonly offers: readonly SourceOffer[];
  readonly findings: readonly Finding[];
  readonly reviews: readonly ReviewStanding[];
}

/** Puts a dossier together. A verdict against a server counts once the rule that carries it has failed: it waits for its observations. */
export function dossierOf({ server, decision, offers, findings, reviews }: DossierParts): LicenceDossier {
  const said = {
    replies: reviews.flatMap(({ rebuttal }) => rebuttal ?? []),
    notes: reviews.flatMap(({ note }) => note ?? []),
  };
  const { host, role } = server;
  if (typeof decision === 'string') {
    const open = { verdict: 'UNKNOWN', ofOffer: 'UNKNOWN', reason: decision, confidence: 'low' } as const;
    return {
      server: host,
      role,
      ...open,
      because: whyNone[decision],
      signs: [],
      ...{ offers, frontEnds: [] },
      evidence: [],
      ...said,
    };
  }
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
  const { verdict, ofOffer } = decision;
  const deciding = byRule.get(ruleOf(verdict));
  const observedAt = findings
    .map((finding) => finding.observedAt)
    .toSorted()
    .at(-1);
  return {
    ...{ server: host, role, ...softwareOf(decision) },
    ...standingOf(decision, (one) => byRule.get(ruleOf(one))?.outcome === 'failed'),
    because: sentenceOf(decision),
    signs: [...new Set(decision.signs.map(({ kind }) => kind))],
    ...(deciding !== undefined && { since: deciding.since }),
    ...(observedAt !== undefined && { observedAt }),
    frontEnds: decision.frontEnds.map(({ title, licence }) => ({ title, licence })),
    ...{
      offers,
      ...(ofOffer.offer && { offer: ofOffer.offer }),
      ...(ofOffer.check && { check: ofOffer.check }),
    },
    evidence: [...new Set(findings.flatMap(({ evidence }) => evidence))],
    ...said,
  };
}

const whyNone: Readonly<Record<NoDecision, string>> = {
  'not-observed': 'Nothing was observed yet',
  'data-not-readable': 'What is stored was written by another version, and this one cannot read it',
};

type Standing = Pick<LicenceDossier, 'verdict' | 'ofOffer' | 'reason' | 'suspected' | 'confidence'>;

/** `isConfirmed`: has the rule that carries a verdict failed? */
function standingOf(
  { verdict, ofOffer, confidence }: Decision,
  isConfirmed: (verdict: LicenceVerdict) => boolean,
): Standing {
  const waits = (one: LicenceVerdict) => negativeVerdicts.has(one) && !isConfirmed(one);
  const offerVerdict = waits(ofOffer.verdict) ? 'UNKNOWN' : ofOffer.verdict;
  if (waits(verdict))
    return {
      ...{ verdict: 'UNKNOWN', ofOffer: offerVerdict, reason: awaitingSecondObservation },
      ...{ suspected: verdict, confidence: 'low' },
    };
  const { reason } = ofOffer;
  return { verdict, ofOffer: offerVerdict, confidence, ...(verdict === 'UNKNOWN' && reason && { reason }) };
}

function softwareOf({ software, version, otherName }: Decision): { readonly software?: LicensedSoftware } {
  if (software === undefined) return {};
  const { title, licence, declaredLicence, licenceNote } = software;
  return {
    software: {
      ...{ title, licence, declared: declaredLicence ?? licence },
      ...(otherName === undefined
        ? version !== undefined && { version }
        : { otherName: `${otherName} ${version ?? ''}`.trim() }),
      ...(licenceNote !== undefined && { note: licenceNote }),
    },
  };
}
