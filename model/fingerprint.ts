/** How much one sign says about a software. `strong` 3, `medium` 1.5, `weak` 0.5 points. */
export type FingerprintWeight = 'strong' | 'medium' | 'weak';

/**
 * Where signs stand. Several signs of one class count once, at the best of them, because one cause makes them all.
 * Those of a page, its data, its manifest and its files are brought along by a front end, which may stand before another software.
 */
export type FingerprintClass = Fingerprint['kind'];

/** A response header's value contains the text, whatever its case. */
interface HeaderSign {
  readonly kind: 'header';
  readonly name: string;
  readonly contains: string;
}

/** A response sets a cookie of this name. `prefix`: the name goes on with what is the server's own. */
interface CookieSign {
  readonly kind: 'cookie';
  readonly name: string;
  readonly prefix?: true;
}

/** A page has an element that the CSS selector finds and, where given, whose text contains the text. `comment`: an HTML comment contains it. */
interface HtmlSign {
  readonly kind: 'html';
  readonly find: { readonly selector: string; readonly contains?: string } | { readonly comment: string };
}

/** A page has a script element with JSON that has all these members, each named as a JSON Pointer. None: the element alone is the sign. */
interface PageDataSign {
  readonly kind: 'page-data';
  readonly selector: string;
  readonly members: readonly string[];
}

/** WebFinger's remote-follow template contains the text. */
interface SubscribeTemplateSign {
  readonly kind: 'subscribe-template';
  readonly contains: string;
}

/** The instance API has all these top-level keys, or its version contains the text, whatever its case. */
interface InstanceApiSign {
  readonly kind: 'instance-api';
  readonly find: { readonly keys: readonly string[] } | { readonly version: string };
}

/** What a server answers, with an error, to a question that it cannot know. Paths that nobody has: an API path and a page. */
interface ErrorBodySign {
  readonly kind: 'error-body';
  readonly at: 'api' | 'page';
  /** Every one of them is in the body. */
  readonly contains: readonly string[];
}

/** A path answers with this status and, where given, a header whose value contains the text. */
interface PathStatusSign {
  readonly kind: 'path-status';
  readonly path: string;
  readonly status: number;
  readonly header?: { readonly name: string; readonly contains: string };
}

/** A file of the stock distribution, by the SHA-256 of its bytes as they are before any compression. */
interface StaticFileSign {
  readonly kind: 'static-file';
  readonly path: string;
  readonly sha256: string;
  readonly bytes?: number;
  /** First release that was seen to have it. */
  readonly since?: string;
  /** Last release that was seen to have it. Absent: it was in the newest tree that was read. */
  readonly until?: string;
}

/** A JSON document at a path has all these texts in it, whatever their case. */
interface DocumentSign {
  readonly kind: 'document';
  readonly path: string;
  readonly contains: readonly string[];
}

/** The generator that the feed of an account names. We read no feed of a person; other observers may. */
interface FeedGeneratorSign {
  readonly kind: 'feed-generator';
  readonly contains: string;
}

/** A sign that a software leaves in what it answers. `id`: the profile's own id, a dot, and a noun; no two signs share it. */
export type Fingerprint = { readonly id: string; readonly weight: FingerprintWeight } & (
  | HeaderSign
  | CookieSign
  | HtmlSign
  | PageDataSign
  | SubscribeTemplateSign
  | InstanceApiSign
  | ErrorBodySign
  | PathStatusSign
  | StaticFileSign
  | DocumentSign
  | FeedGeneratorSign
);

/** One kind of sign. */
export type FingerprintOf<Kind extends FingerprintClass> = Extract<Fingerprint, { readonly kind: Kind }>;
