import type { Exchange } from './exchange.ts';

/** How much one sign says about a software. `strong` 3, `medium` 1.5, `weak` 0.5 points. */
export type FingerprintWeight = 'strong' | 'medium' | 'weak';

/** Where signs stand. Several signs of one class count once, at the best of them, because one cause makes them all. */
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

/** What an attribute has to say: just this, or something that begins so, or that has this in it. `present`: anything. */
export type AttributePattern =
  | { readonly is: string }
  | { readonly begins: string }
  | { readonly includes: string }
  | 'present';

/** An element of a page, by itself: what it stands in is not looked at, because a page can be nested as deep as it is long. */
export interface ElementPattern {
  /** In lower case. Absent: any. */
  readonly tag?: string;
  /** Names in lower case. Absent: any. */
  readonly attributes?: Readonly<Record<string, AttributePattern>>;
}

/** A page has such an element and, where given, its text contains the text. `comment`: an HTML comment contains it. */
interface HtmlSign {
  readonly kind: 'html';
  readonly find:
    | { readonly element: ElementPattern; readonly contains?: string }
    | { readonly comment: string };
}

/** A page has such an element with JSON that has all these members, each named as a JSON Pointer. */
interface PageDataSign {
  readonly kind: 'page-data';
  readonly element: ElementPattern;
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

/** A path answers with this status, or with any that redirects, and, where given, a header whose value contains the text. */
interface PathStatusSign {
  readonly kind: 'path-status';
  readonly path: string;
  readonly status: number | 'redirect';
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

/** A document of the server itself, at a path, has all these texts in it, whatever their case. */
interface DocumentSign {
  readonly kind: 'document';
  readonly path: string;
  readonly contains: readonly string[];
}

/** The web app manifest at a path has all these texts in it, whatever their case. */
interface ManifestSign {
  readonly kind: 'manifest';
  readonly path: string;
  readonly contains: readonly string[];
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
  | ManifestSign
);

/** One kind of sign. */
export type FingerprintOf<Kind extends FingerprintClass> = Extract<Fingerprint, { readonly kind: Kind }>;

/** Classes of signs that a front end brings along, whatever server it stands before. */
export const frontEndClasses: ReadonlySet<FingerprintClass> = new Set([
  'html',
  'page-data',
  'static-file',
  'manifest',
]);

/** Points of a sign. */
export const weightPoints: Readonly<Record<FingerprintWeight, number>> = {
  strong: 3,
  medium: 1.5,
  weak: 0.5,
};

/** What was seen of the instance API and of WebFinger. */
export interface ApiTraces {
  /** Top-level keys of the instance API. Empty: it was not read. */
  readonly keys: readonly string[];
  /** What the instance API says it runs. */
  readonly version?: string | undefined;
  readonly subscribeTemplate?: string | undefined;
}

/** Is the sign one of the instance API or of WebFinger, and was it seen there? */
export function showsInApi(print: Fingerprint, { keys, version, subscribeTemplate }: ApiTraces): boolean {
  if (print.kind === 'subscribe-template') return subscribeTemplate?.includes(print.contains) === true;
  if (print.kind !== 'instance-api') return false;
  if ('keys' in print.find) return print.find.keys.every((key) => keys.includes(key));
  return version?.toLowerCase().includes(print.find.version) === true;
}

/** Is the sign one of a header or a cookie, and did an answer have it? */
export function showsInHead(
  print: Fingerprint,
  { responseHeaders, cookieNames }: Pick<Exchange, 'responseHeaders' | 'cookieNames'>,
): boolean {
  if (print.kind === 'header')
    return responseHeaders[print.name]?.toLowerCase().includes(print.contains.toLowerCase()) === true;
  if (print.kind !== 'cookie') return false;
  return cookieNames.some((name) =>
    print.prefix === true ? name.startsWith(print.name) : name === print.name,
  );
}
