import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import type { LicenceVerdict } from '../../../model/licence/licence-verdict.ts';

/** A kind of sign that a program was modified. */
export type SignKind = LicenceDossier['signs'][number];

/** What a sentence about a verdict is made of in a language. */
export interface BecauseWords {
  /** What is only suspected is named: what it means was not seen often enough yet. */
  readonly verdicts: Readonly<Record<LicenceVerdict, { readonly name: string; readonly means: string }>>;
  readonly reasons: Readonly<Record<NonNullable<LicenceDossier['reason']>, string>>;
  readonly signs: Readonly<Record<SignKind, string>>;
  /** What stands in front of the signs, the software, the offered address and the date of its newest part. */
  readonly labels: Readonly<Record<'signs' | 'software' | 'offer' | 'newest', string>>;
  day(at: string): string;
}

/** Why a verdict is what it is, from the same facts as the sentence of the rules, which is English. */
export function becauseOf(dossier: LicenceDossier, words: BecauseWords): string {
  const { verdict, suspected, reason, software, offer, check, signs } = dossier;
  const says = suspected === undefined ? words.verdicts[verdict].means : `${words.verdicts[suspected].name}.`;
  const newest = verdict === 'OFFER_STALE' || suspected === 'OFFER_STALE' ? check?.newestAt : undefined;
  const { labels } = words;
  return [
    ...(reason === undefined || suspected !== undefined ? [says] : []),
    ...(reason === undefined ? [] : [sentence(words.reasons[reason])]),
    ...(software === undefined
      ? []
      : [`${labels.software}${`${software.title} ${software.version ?? ''}`.trim()}.`]),
    ...(offer === undefined ? [] : [`${labels.offer}${offer.url}.`]),
    ...(newest === undefined ? [] : [`${labels.newest}${words.day(newest)}.`]),
    ...(signs.length === 0 ? [] : [`${labels.signs}${signs.map((kind) => words.signs[kind]).join(', ')}.`]),
  ].join(' ');
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
