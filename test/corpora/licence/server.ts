import type { Imitated, ShownAt } from './software.ts';

/** What may have to be said of a server: the words of docs/licence.md, as this corpus knows nothing of the product. */
export type Label =
  | 'NOT_AGPL'
  | 'UNMODIFIED_UPSTREAM'
  | 'OFFER_MATCHES'
  | 'OFFER_UNVERIFIABLE'
  | 'OFFER_STALE'
  | 'OFFER_VERSION_NOT_FOUND'
  | 'OFFER_UPSTREAM_ONLY'
  | 'OFFER_MISSING'
  | 'OFFER_UNREACHABLE'
  | 'CONCEALED_AGPL'
  | 'UNKNOWN';

/** In what state a server of the corpus is. */
export type CorpusState =
  | 'stock'
  | 'own-repository'
  | 'upstream-link'
  | 'concealed'
  | 'no-offer'
  | 'old-archive'
  | 'absent-version'
  | 'unreachable'
  | 'unobservable'
  | 'not-agpl'
  | 'near-miss';

/** How a server answers, where that is not as usual. `login`: every page is a form to log in. */
export type Silence = 'timeout' | '503' | '403' | 'robots' | 'login' | '429';

/** One server of the corpus: what it answers, and by hand what must be said of it. */
export interface CorpusServer {
  /** First label of its host; the rest is the corpus' own. */
  readonly name: string;
  readonly state: CorpusState;
  readonly label: Label;
  /** NodeInfo's name. Absent: it has no NodeInfo. */
  readonly software?: string;
  readonly version: string;
  /** What it offers, each where. */
  readonly offers: readonly (readonly [url: string, at: ShownAt])[];
  readonly api?: true;
  /** Numbers of its instance API. Absent: Mastodon's. */
  readonly maxCharacters?: number;
  /** As whom it presents itself beside NodeInfo. */
  readonly looksLike?: 'mastodon' | 'misskey' | 'pleroma' | 'gotosocial' | 'gab';
  /** A sentence of its landing page, shown without JavaScript too. */
  readonly says?: string;
  readonly silence?: Silence;
  /** From the second visit on it is otherwise. */
  readonly later?: Partial<
    Pick<CorpusServer, 'version' | 'offers' | 'maxCharacters' | 'software' | 'silence'>
  >;
  /** What makes it special, for who reads a failure. */
  readonly note?: string;
}

/** The offers of an imitation, all with one address. */
export function offering({ shownAt }: Pick<Imitated, 'shownAt'>, url: string): CorpusServer['offers'] {
  return shownAt.map((at) => [url, at] as const);
}
