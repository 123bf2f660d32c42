import { builtInSoftware, type SoftwareCatalogue } from '../../../model/software/index.ts';
import { isMembers, type Members } from '../json-text.ts';
import { accountNames } from './account-positions.ts';
import { isKnownKey, isKnownTerm } from './document-words.ts';
import { knownHeader } from './known-headers.ts';
import { knownPlace } from './known-places.ts';
import { People } from './people.ts';
import { Remembered } from './remembered.ts';
import { Texts } from './texts.ts';
import { learnNames, scrubbedDocument } from './unknown-document.ts';

export { pseudonym } from './people.ts';

/** Members of our own data that hold an account name, with or without its host. */
const accountMembers: ReadonlySet<string> = new Set(['user', 'contact', 'preferredUsername']);
/** Members of our own data that hold what a server calls an account or a document; nonsense may be a bare name. */
const identifierMembers: ReadonlySet<string> = new Set([
  ...['subject', 'resource', 'aliases', 'id', 'url', 'urls', 'href', 'requested', 'owner', 'webfinger'],
  ...['inbox', 'outbox', 'followers', 'following', 'sharedInbox'],
]);

/** Members of our own data that repeat a header field, each with its name. */
const fieldMembers: ReadonlyMap<string, string> = new Map([
  ['contentType', 'content-type'],
  ['vary', 'vary'],
  ['cacheControl', 'cache-control'],
]);

/** The people of one visit, and how they are kept out of what is stored. */
export class Shield {
  readonly #people = new People();
  readonly #texts = new Texts(this.#people);
  readonly #documents = new Remembered<unknown>(this.#people);
  /** URLs that servers led to. */
  readonly #places = new Set<string>();

  /** By what signs of software are told from what people write. */
  readonly software: SoftwareCatalogue;

  /** `host`: the visited server's. */
  constructor(host?: string, software: SoftwareCatalogue = builtInSoftware) {
    this.software = software;
    if (host !== undefined) this.#people.own(host);
  }

  /** Marks names of people. */
  add(names: readonly string[]): void {
    this.#people.add(names);
  }

  /** Marks what account URLs end in; it is replaced only where accounts stand. */
  addFromPaths(names: readonly string[]): void {
    this.#people.addFromPaths(names);
  }

  /** Takes a URL as one that a server led to: what stands in its path was chosen by the server, and is no name that a document told. */
  leadsTo(href: string): void {
    this.#places.add(href);
    this.#people.addFromPaths(accountNames(href));
  }

  /** Takes a host as one of the server's own. */
  own(host: string): void {
    this.#people.own(host);
  }

  /** Marks the account names that a document of a person tells. */
  learn(value: unknown): void {
    learnNames(value, this.#people);
  }

  /** Is it an account of a server, not of a person? */
  isServer(name: string, host: string): boolean {
    return this.#people.isServer(name, host);
  }

  /** A text without `acct:` names, e-mail addresses, and marked names where account names stand. Media types and other hosts' names stay. */
  text(text: string): string {
    return this.#texts.text(text);
  }

  /** Free text: as `text`, and marked names go wherever they stand as words. */
  prose(text: string): string {
    return this.#texts.prose(text);
  }

  /** The scrubbed form of a document, made once while the people stay the same. `digest`: its own, with whatever else decides what it becomes. */
  document<Made>(digest: string, make: () => Made): Made {
    // Under one digest always the same is made.
    return this.#documents.once(digest, make) as Made;
  }

  /** What names an account or a document: as `text`, a bare name goes, and of a URL that a server led to what is not of the protocol. */
  identifier(text: string): string {
    if (this.#places.has(text)) return knownPlace(this.text(text), (name) => this.isServer(name, ''));
    return this.#people.marked(text) ?? this.text(text);
  }

  /** A user name, with or without its host. */
  account(value: string): string {
    const [name = '', ...host] = value.replace(/^@/, '').split('@');
    if (this.#people.isKept(name, host.join('@'))) return value;
    return [this.#people.standIn(name), ...host].join('@');
  }

  /** Keys are names of a format, unless they look like an address. */
  key(key: string): string {
    return /[@/:]/.test(key) ? this.text(key) : key;
  }

  /** Our own data: names go where our types hold them; keys stay. */
  scrub<T>(value: T): T {
    // The shape stays the same: only strings are replaced, by strings.
    return this.#member(value, '') as T;
  }

  /** A remote document of a kind that we do not know. */
  scrubDocument(value: unknown): unknown {
    return scrubbedDocument(value, this);
  }

  #member(value: unknown, key: string): unknown {
    if (typeof value === 'string') {
      if (accountMembers.has(key)) return this.account(value);
      if (identifierMembers.has(key)) return this.identifier(value);
      return key === 'link' ? this.prose(value) : this.text(knownMember(key, value, this.software));
    }
    if (Array.isArray(value)) return this.#list(value, key);
    return isMembers(value) ? this.#members(value) : value;
  }

  /** Most of our own data names nobody, and needs no copy. */
  #members(value: Members): Members {
    let copy: Record<string, unknown> | undefined;
    for (const key in value) {
      const scrubbed = this.#member(value[key], key);
      if (scrubbed === value[key]) continue;
      copy ??= { ...value };
      copy[key] = scrubbed;
    }
    return copy ?? value;
  }

  #list(items: readonly unknown[], key: string): readonly unknown[] {
    let copy: unknown[] | undefined;
    for (let at = 0; at < items.length; at += 1) {
      const scrubbed = this.#member(items[at], key);
      if (scrubbed === items[at]) continue;
      copy ??= [...items];
      copy[at] = scrubbed;
    }
    return copy ?? items;
  }
}

/** Our own data that repeats a header field or a list of a document, with words of formats only. */
function knownMember(key: string, value: string, software: SoftwareCatalogue): string {
  const field = fieldMembers.get(key);
  if (field !== undefined) return knownHeader(field, value, software);
  if (key === 'protocols') return isKnownTerm(value) ? value : '[other]';
  return key === 'keys' && !isKnownKey(value) ? '[key]' : value;
}
