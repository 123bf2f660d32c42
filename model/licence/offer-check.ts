import type { OfferKind } from './offer.ts';

/** How an offered address answered. */
export type OfferState =
  /** It is source: a repository that lists its references, or an archive. */
  | 'reachable'
  /** Its host says that there is nothing: 404 or 410. */
  | 'absent'
  /** It asks for a login: 401. A forge answers the same for what is private and what is not there. */
  | 'login'
  /** A page to log in, with status 200: public source may stand beside it, so nothing is concluded. */
  | 'login-page'
  /** robots.txt, the address guard or a 403 forbids asking: us, and perhaps nobody else. */
  | 'refused'
  /** No answer, a 5xx, or a broken one. */
  | 'unreachable'
  /** It answers, and is neither a repository nor an archive: a home page, an organisation. */
  | 'not-source'
  /** It went on beyond our bounds of bytes or time; nothing is concluded. */
  | 'too-much'
  /** It was not asked yet: its host's turn has not come. */
  | 'awaited';

/** Whether a version's reference is in a repository. */
export type ReferenceState =
  | 'found'
  /** A commit that GitHub serves under any repository of its fork network; it proves nothing about this one. */
  | 'in-network'
  /** All references of its kind were listed, there are some, and the commit was asked for, and it is not there. */
  | 'not-found'
  /** Not asked, or not answered in full. */
  | 'unknown';

/** A tag or commit that a server's version names, and whether the source has it. */
export interface CheckedReference {
  /** Tag name, or commit in hexadecimal digits as far as the version names it. */
  readonly wanted: string;
  readonly kind: 'tag' | 'commit';
  readonly state: ReferenceState;
}

/** Which licence text lies in the offered source, by normalised comparison of the text. */
export type LicenceText = 'agpl' | 'other' | 'absent' | 'unread';

/** What was learned of one offered address. Checks are shared: every server that offers the address gets the same. */
export interface OfferCheck {
  /** As in the offer. */
  readonly url: string;
  readonly kind: OfferKind;
  readonly state: OfferState;
  /** When the address was asked, ISO 8601 UTC. Absent while `awaited` or `refused`. */
  readonly checkedAt?: string;
  /** In the order in which the version names them; empty: it names none, or nothing was listed. */
  readonly references: readonly CheckedReference[];
  readonly licence: LicenceText;
  /** Date of the newest thing in it that has one: `Last-Modified` of an archive. ISO 8601 UTC. */
  readonly newestAt?: string;
  /** Why it is not `reachable`, in a few words of ours. */
  readonly detail?: string;
}

/** What one visit knows of the addresses that its server offers. `checks`: one for each different address, at most 10. */
export interface OfferChecks {
  readonly checks: readonly OfferCheck[];
}
