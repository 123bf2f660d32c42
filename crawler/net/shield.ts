import { createHash } from 'node:crypto';
import { accountPosition, namePattern, segmentStart, wordStart } from './account-positions.ts';
import { nameOfThings, personKeys, technicalKeys } from './person-keys.ts';
import { reservedNames, serverAccounts } from './reserved-names.ts';

const replaced = '[person]';
const pseudonymShape = /^person-[0-9a-f]{8}$/;
/** `acct:name@host`, also percent-encoded. */
const acctUri = /(acct(?::|%3A))([^@%\s"'<>/]{1,64})((?:@|%40))([A-Za-z0-9.-]{1,253})/gi;
/** An address or a handle; it starts where a word starts, so the search is linear, and never inside a percent-encoded character. */
const mailbox =
  /(?:(?<=%[0-9A-Fa-f]{2})|(?<![\w.+%-])|(?<=%)(?![0-9A-Fa-f]{2}))(@|%40)?([A-Za-z0-9._+-]{1,64})(@|%40)((?:[A-Za-z0-9-]{1,63}\.){1,10}[A-Za-z]{2,24})/g;
const url = /(https?:\/\/([^\s/?#"'<>]{1,253}))([^\s"'<>]*)/gi;
/** What no free text is: URLs and media types. */
const notProse =
  /https?:\/\/[^\s"'<>]+|(?<![\w/])(?:application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]+/gi;
/** Members of our own data that hold an account name, with or without its host. */
const accountMembers: ReadonlySet<string> = new Set(['user', 'contact', 'preferredUsername']);
/** Members of our own data that hold what a server calls an account or a document; nonsense may be a bare name. */
const identifierMembers: ReadonlySet<string> = new Set([
  ...['subject', 'resource', 'aliases', 'id', 'url', 'urls', 'href', 'requested', 'owner', 'webfinger'],
  ...['inbox', 'outbox', 'followers', 'following', 'sharedInbox'],
]);
const maxNameLength = 256;

/** What stands for a name of a person: equal names, in whatever case, have equal digests. */
export function pseudonym(name: string): string {
  return `person-${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 8)}`;
}

interface Patterns {
  /** Every name, where accounts stand. */
  readonly positions: RegExp | undefined;
  /** Names that are no words of the protocol, in URLs of the server's own hosts. */
  readonly segments: RegExp | undefined;
  /** The same in free text. */
  readonly words: RegExp | undefined;
}

/** The people of one visit, and how they are kept out of what is stored. */
export class Shield {
  readonly #names = new Map<string, string>();
  /** Last segments of account URLs: names, or opaque ids that are words and numbers elsewhere. */
  readonly #inPaths = new Set<string>();
  readonly #own = new Set<string>();
  #patterns: Patterns | undefined;

  /** `host`: the visited server's. */
  constructor(host?: string) {
    if (host !== undefined) this.#own.add(host);
  }

  /** Marks names of people. */
  add(names: readonly string[]): void {
    for (const name of names) {
      const standIn = this.#mark(name.trim());
      if (standIn !== undefined) this.#inPaths.delete(name.trim().toLowerCase());
    }
  }

  /** Marks what account URLs end in; it is replaced only where accounts stand. */
  addFromPaths(names: readonly string[]): void {
    for (const name of names) {
      if (this.#names.has(name.toLowerCase()) || this.isServer(name, '')) continue;
      if (this.#mark(name) !== undefined) {
        this.#inPaths.add(name.toLowerCase());
        this.#inPaths.add(encodedName(name));
      }
    }
  }

  /** Takes a host as one of the server's own. */
  own(host: string): void {
    this.#own.add(host.toLowerCase());
  }

  /** Marks the account names that a document of a person tells. */
  learn(value: unknown): void {
    const found: string[] = [];
    collectNames(value, found);
    this.add(found.filter((name) => !this.isServer(name, '')));
  }

  /** An account of a server, not of a person. Mastodon's instance actor is named like its host; a dot in a name alone says nothing. */
  isServer(name: string, host: string): boolean {
    const folded = name.toLowerCase();
    return folded === host.toLowerCase() || this.#own.has(folded) || serverAccounts.has(folded);
  }

  /** A text without `acct:` names, e-mail addresses, and marked names where account names stand. Media types and other hosts' names stay. */
  text(text: string): string {
    const { positions, segments } = this.#compiled();
    const named = text.replace(acctUri, (whole, scheme: string, name: string, at: string, host: string) =>
      this.#isKept(name, host) ? whole : `${scheme}${this.#standIn(name)}${at}${host}`,
    );
    const inUrls = segments === undefined ? named : this.#inOwnUrls(named, segments);
    const scrubbed = positions === undefined ? inUrls : this.#replace(inUrls, positions);
    return this.#withoutMailboxes(scrubbed);
  }

  /** Free text: as `text`, and marked names go wherever they stand as words. */
  prose(text: string): string {
    const { words } = this.#compiled();
    if (words === undefined) return this.text(text);
    let from = 0;
    const parts: string[] = [];
    for (const match of text.matchAll(notProse)) {
      parts.push(this.#replace(text.slice(from, match.index), words), match[0]);
      from = match.index + match[0].length;
    }
    return this.text([...parts, this.#replace(text.slice(from), words)].join(''));
  }

  /** What names an account or a document: as `text`, and a bare name goes. */
  identifier(text: string): string {
    return this.#names.get(text.toLowerCase()) ?? this.text(text);
  }

  /** Our own data: names go where our types hold them; keys stay. */
  scrub<T>(value: T): T {
    // The shape stays the same: only strings are replaced, by strings.
    return this.#scrubMember(value, '') as T;
  }

  /** A remote document: names go from all text but that of technical members, and members that hold people are replaced. */
  scrubDocument(value: unknown, key = '', parent = ''): unknown {
    const ofThing = nameOfThings.has(parent) && key === 'name';
    if (ofThing || technicalKeys.has(key)) return this.scrub(value);
    const person = isCount(value) ? undefined : this.#person(value, key);
    if (person !== undefined) return person;
    if (typeof value === 'string') return this.prose(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.scrubDocument(item, '', parent));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value);
    return Object.fromEntries(
      members.map(([name, member]) => [this.key(name), this.scrubDocument(member, tail(name), key)]),
    );
  }

  /** Keys are names of a format, unless they look like an address. */
  key(key: string): string {
    return /[@/:]/.test(key) ? this.text(key) : key;
  }

  /** What stands for a member that holds people. Undefined: it is none, or is looked into. */
  #person(value: unknown, key: string): string | undefined {
    const treatment = personKeys.get(key)?.[0];
    if (treatment === undefined) return undefined;
    if (treatment === 'pseudonym' && typeof value === 'string') return this.#account(value);
    const isWhole = treatment === 'replace' || typeof value === 'string' || Array.isArray(value);
    return isWhole ? replaced : undefined;
  }

  #scrubMember(value: unknown, key: string): unknown {
    if (typeof value === 'string') {
      if (accountMembers.has(key)) return this.#account(value);
      if (identifierMembers.has(key)) return this.identifier(value);
      return key === 'link' ? this.prose(value) : this.text(value);
    }
    if (Array.isArray(value)) return value.map((item) => this.#scrubMember(item, key));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value);
    return Object.fromEntries(members.map(([name, member]) => [name, this.#scrubMember(member, name)]));
  }

  #mark(name: string): string | undefined {
    if (name === '' || name.length > maxNameLength || pseudonymShape.test(name)) return undefined;
    const standIn = pseudonym(name);
    this.#names.set(name.toLowerCase(), standIn);
    this.#names.set(encodedName(name), standIn);
    this.#patterns = undefined;
    return standIn;
  }

  #compiled(): Patterns {
    if (this.#patterns !== undefined) return this.#patterns;
    const names = [...this.#names.keys()];
    const plain = names.filter(
      (name) => !reservedNames.has(name) && !this.#inPaths.has(name) && !this.#own.has(name),
    );
    this.#patterns = {
      positions: namePattern(accountPosition, names),
      segments: namePattern(segmentStart, plain),
      words: namePattern(wordStart, plain),
    };
    return this.#patterns;
  }

  #inOwnUrls(text: string, segments: RegExp): string {
    if (/^\/(?!\/)/.test(text)) return this.#replace(text, segments);
    return text.replace(url, (whole, origin: string, host: string, rest: string) =>
      this.#own.has(host.toLowerCase()) ? `${origin}${this.#replace(rest, segments)}` : whole,
    );
  }

  #withoutMailboxes(text: string): string {
    return text.replace(
      mailbox,
      (whole, handle: string | undefined, name: string, at: string, host: string) => {
        if (pseudonymShape.test(name) || this.#isKept(name, host)) return whole;
        return handle === undefined ? '[e-mail]' : `${handle}${this.#standIn(name)}${at}${host}`;
      },
    );
  }

  #replace(text: string, pattern: RegExp): string {
    return text.replace(pattern, (name) => this.#standIn(name));
  }

  #isKept(name: string, host: string): boolean {
    return this.isServer(name, host) && !this.#names.has(name.toLowerCase());
  }

  #standIn(name: string): string {
    if (pseudonymShape.test(name)) return name;
    return this.#names.get(name.toLowerCase()) ?? pseudonym(name);
  }

  /** A user name, with or without its host. */
  #account(value: string): string {
    const [name = '', ...host] = value.replace(/^@/, '').split('@');
    if (this.#isKept(name, host.join('@'))) return value;
    return [this.#standIn(name), ...host].join('@');
  }
}

function encodedName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).toLowerCase();
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || value === null;
}

/** `http://schema.org/name`, `vcard:bday` and `displayName`, without what stands in front, in lower case. */
function tail(key: string): string {
  return key
    .slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf('#'), key.lastIndexOf(':')) + 1)
    .toLowerCase();
}

/** Names of accounts in documents, except those of servers and groups. */
function collectNames(value: unknown, found: string[]): void {
  if (found.length >= 200 || typeof value !== 'object' || value === null) return;
  const isThing =
    'type' in value &&
    typeof value.type === 'string' &&
    /^(?:Application|Service|Organization|Group)$/.test(value.type);
  for (const [key, member] of Object.entries(value)) {
    const isName = !isThing && personKeys.get(tail(key))?.[0] === 'pseudonym';
    if (isName && typeof member === 'string') found.push(member.replace(/^@/, '').split('@')[0] ?? '');
    else collectNames(member, found);
  }
}
