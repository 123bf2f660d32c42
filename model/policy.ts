import type { Host } from './host.ts';

/**
 * What an observer does to a subject, on one scale, most severe first. Never compare two softwares by it without saying so.
 * `reject`: no content in either direction. `limit`: hidden, or cut in one direction only. `media-only`: media are removed or marked. `note`: an administrative mark without effect on content.
 */
export type PolicyLevel = 'reject' | 'limit' | 'media-only' | 'note';

/** Every level, most severe first. */
export const policyLevels = [
  'reject',
  'limit',
  'media-only',
  'note',
] as const satisfies readonly PolicyLevel[];

/**
 * Whom a policy is about. `host`: one name in its normal form. `pattern`: a wildcard as its publisher wrote it, lower-case, or `ourName`; it is never a host.
 * `digest`: a name its publisher masked. `sha256`: 64 lower-case hexadecimal digits of the name, empty where only a mask is given. `mask`: the masked name.
 */
export type PolicySubject =
  | { readonly kind: 'host'; readonly host: Host }
  | { readonly kind: 'digest'; readonly sha256: string; readonly mask?: string }
  | { readonly kind: 'pattern'; readonly pattern: string };

/**
 * How we know. `api`: the server itself publishes it. `robots`: a group of its robots.txt names us and asks us to stay away; that is about us, never about a server of ours. `list`: a block list that we imported.
 * `export`: its operator gave us an export. `signed`: its answer to a question signed by our observer.
 */
export type PolicySource = 'api' | 'robots' | 'list' | 'export' | 'signed';

/** How robots.txt files name us, in lower case: the subject of what they say to us. It has no dot, so no server has this name. Source: RFC 9309 §2.2.1. */
export const ourName = 'fediscope';

/** One entry of a list, as its publisher has it now. */
export interface PolicyEntry {
  readonly subject: PolicySubject;
  readonly level: PolicyLevel;
  /** The publisher's own word, several joined by `+` in alphabetic order. At most 100 characters. */
  readonly native: string;
  /** At most 500 characters, without handles, e-mail addresses and links to profiles. Absent: none was given. */
  readonly reason?: string;
  /** Did the publisher mask the name? It stays so when we know the name. */
  readonly obfuscated: boolean;
}

/** An entry with who says it and how we know. */
export interface Policy extends PolicyEntry {
  readonly observer: Host;
  readonly source: PolicySource;
}

/**
 * What became of a try to read a list. Only two `published` readings of one observer, source and origin may be compared.
 * `published`: the whole list. `partial`: a part of it; what is not there may be rejected all the same. `hidden`: the server keeps it to itself.
 * `not-supported`: its software has none. `declined`: robots.txt or a limit of ours forbade the question. `failed`: no usable answer.
 */
export type ReadingState = 'published' | 'partial' | 'hidden' | 'not-supported' | 'declined' | 'failed';

/** With whom a server federates. `allow-list`: only with whom it names; that is one fact of one server, never a rejection of all others. */
export type FederationMode = 'open' | 'allow-list' | 'closed' | 'unknown';

/**
 * Why rows of a list did not become entries. `not-a-host`: no name and no pattern. `address`: an IP address. `wrong-digest`: digest and name disagree.
 * `malformed`: the row has another shape. `repeated`: the subject stands there twice, the more severe one is kept.
 */
export type RowRefusal = 'not-a-host' | 'address' | 'wrong-digest' | 'malformed' | 'repeated';

/** One try to read one list, without its entries. */
export interface Reading {
  readonly observer: Host;
  readonly source: PolicySource;
  /** The software family and endpoint, such as `mastodon`; for an imported list its name. Readings of two origins are not compared. */
  readonly origin: string;
  readonly state: ReadingState;
  readonly mode: FederationMode;
  /** RFC 3339, UTC; of a visit the slot it belongs to, so that a repeated visit is the same reading. */
  readonly readAt: string;
  /** How many entries were kept. */
  readonly entries: number;
  /** Rows that became no entry, by reason; a reason without rows is absent. */
  readonly refused: Readonly<Partial<Record<RowRefusal, number>>>;
  /** Does the list go on where we stopped? Such a reading is never `published`. */
  readonly truncated: boolean;
  /** True: dated history that was replayed through the ingest (demo), not read live. */
  readonly replayed: boolean;
  /** Does a name on the list stand for its subdomains too? */
  readonly covers: 'name' | 'subdomains';
  /** The first 32 hexadecimal digits of a SHA-256 over the normalised entries; equal lists have equal digests whatever their order. Empty: nothing was read. */
  readonly digest: string;
}

/** What a reading found. `entries`: no subject twice; empty unless the state is `published` or `partial`. */
export interface PolicyList {
  readonly reading: Reading;
  readonly entries: readonly PolicyEntry[];
}

/**
 * What is different between two published readings of one list. `added`, `removed`: an entry. `level-changed`: its level or its native word.
 * `mode-changed`: the server went from one mode to another; entries that differ then are no changes.
 */
export type PolicyChangeKind = 'added' | 'level-changed' | 'removed' | 'mode-changed';

/** One difference. It happened between `previousAt` and `changedAt`, the instants of the two readings. */
export interface PolicyChange {
  readonly observer: Host;
  readonly source: PolicySource;
  readonly origin: string;
  readonly kind: PolicyChangeKind;
  /** Absent exactly for `mode-changed`. */
  readonly subject?: PolicySubject;
  readonly before?: { readonly level: PolicyLevel; readonly native: string };
  readonly after?: { readonly level: PolicyLevel; readonly native: string };
  /** Both present exactly for `mode-changed`. */
  readonly modeBefore?: FederationMode;
  readonly modeAfter?: FederationMode;
  readonly reason?: string;
  readonly previousAt: string;
  readonly changedAt: string;
  /** Was the later one of the two readings replayed history? */
  readonly replayed: boolean;
}

/** An entry as it is known over time. */
export interface KnownPolicy extends Policy {
  readonly origin: string;
  /** Read from a part of a list: that it is there is sure, that another is not there says nothing. */
  readonly partial: boolean;
  readonly covers: Reading['covers'];
  /** When it was first read; it may have stood there before. */
  readonly firstSeen: string;
  /** Was the reading at which it was first seen replayed history? */
  readonly replayed: boolean;
  /** When it was last read. */
  readonly lastSeen: string;
  /** Newer readings do not show it, and cannot say that it is gone: they are cut off, or of a server that federates with chosen peers only. */
  readonly unseen?: true;
  /** The first reading that says that it is gone. Absent: none did; one that is cut off or of a server that federates with chosen peers only does not. */
  readonly endedAt?: string;
}

/** The text that is equal exactly for equal subjects: a host, a pattern, `sha256:` and a digest, or `mask:` and a mask. */
export function subjectKey(subject: PolicySubject): string {
  switch (subject.kind) {
    case 'host':
      return subject.host;
    case 'pattern':
      return subject.pattern;
    case 'digest':
      return subject.sha256 === '' ? `mask:${subject.mask ?? ''}` : `sha256:${subject.sha256}`;
  }
}
