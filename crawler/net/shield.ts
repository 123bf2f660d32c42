import { createHash } from 'node:crypto';
import { nameOfThings, personKeys } from './person-keys.ts';
import { reservedNames, serverAccounts } from './reserved-names.ts';

const replaced = '[person]';
const pseudonymShape = /^person-[0-9a-f]{8}$/;
/** `acct:name@host`, also percent-encoded. */
const acctUri = /(acct(?::|%3A))([^@%\s"'<>/]{1,64})((?:@|%40))([A-Za-z0-9.-]{1,253})/gi;
/** An address or a handle; it starts where a word starts, so the search is linear, and never inside a percent-encoded character. */
const mailbox =
  /(?:(?<=%[0-9A-Fa-f]{2})|(?<![\w.+%-])|(?<=%)(?![0-9A-Fa-f]{2}))(@|%40)?([A-Za-z0-9._+-]{1,64})(@|%40)((?:[A-Za-z0-9-]{1,63}\.){1,10}[A-Za-z]{2,24})/g;
/** Where an account name stands, whatever the name is. */
const namePosition = '(?<=@|%40|acct:|acct%3A|/(?:users|user|u|profile|author|accounts|people|channel)/)';
/** A word starts here; a percent-encoded character may stand before it. */
const wordStart = '(?:(?<=%[0-9a-f]{2})|(?<![\\p{L}\\p{N}_.-]))';
/** A word ends here, and no host name goes on. */
const wordEnd = '(?![\\p{L}\\p{N}_-]|\\.(?!(?:json|rss|atom|xml|html)(?![a-z0-9]))[\\p{L}\\p{N}])';
const maxNameLength = 256;

/** What stands for a name of a person: equal names, in whatever case, have equal digests. */
export function pseudonym(name: string): string {
  return `person-${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 8)}`;
}

/** The people of one visit, and how they are kept out of what is stored. */
export class Shield {
  readonly #names = new Map<string, string>();
  #patterns: readonly RegExp[] = [];

  /** Marks names of people. */
  add(names: readonly string[]): void {
    for (const name of names) this.#mark(name.trim());
    this.#patterns = patternsOf([...this.#names.keys()]);
  }

  /** Marks the account names that a document of a person tells. */
  learn(value: unknown): void {
    const found: string[] = [];
    collectNames(value, found);
    if (found.length > 0) this.add(found);
  }

  /** A text without marked names, `acct:` names and e-mail addresses. */
  text(text: string): string {
    let scrubbed = text.replace(acctUri, (whole, scheme: string, name: string, at: string, host: string) =>
      isServerAccount(name, host) && !this.#names.has(name.toLowerCase())
        ? whole
        : `${scheme}${this.#standIn(name)}${at}${host}`,
    );
    for (const pattern of this.#patterns) scrubbed = scrubbed.replace(pattern, (name) => this.#standIn(name));
    return scrubbed.replace(
      mailbox,
      (whole, handle: string | undefined, name: string, at: string, host: string) => {
        if (pseudonymShape.test(name) || isServerAccount(name, host)) return whole;
        return handle === undefined ? '[e-mail]' : `${handle}${this.#standIn(name)}${at}${host}`;
      },
    );
  }

  /** Any JSON value with every text in it scrubbed; keys stay. */
  scrub<T>(value: T): T {
    // The shape stays the same: only strings are replaced, by strings.
    return mapStrings(value, (text) => this.text(text)) as T;
  }

  /** A remote document: as `scrub`, and members that hold people are replaced. */
  scrubDocument(value: unknown, key = '', parent = ''): unknown {
    const treatment = nameOfThings.has(parent) && key === 'name' ? undefined : personKeys.get(key)?.[0];
    if (treatment !== undefined && !isCount(value)) {
      if (treatment === 'pseudonym' && typeof value === 'string') return this.#account(value);
      if (treatment === 'replace' || typeof value === 'string' || Array.isArray(value)) return replaced;
    }
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item: unknown) => this.scrubDocument(item, '', parent));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value);
    return Object.fromEntries(
      members.map(([name, member]) => [this.#key(name), this.scrubDocument(member, tail(name), key)]),
    );
  }

  #mark(name: string): void {
    if (name === '' || name.length > maxNameLength || pseudonymShape.test(name)) return;
    const standIn = pseudonym(name);
    this.#names.set(name.toLowerCase(), standIn);
    this.#names.set(encodeURIComponent(name.toWellFormed()).toLowerCase(), standIn);
  }

  #standIn(name: string): string {
    if (pseudonymShape.test(name)) return name;
    return this.#names.get(name.toLowerCase()) ?? pseudonym(name);
  }

  /** A user name, with or without its host. */
  #account(value: string): string {
    const [name = '', ...host] = value.replace(/^@/, '').split('@');
    if (isServerAccount(name, host.join('@')) && !this.#names.has(name.toLowerCase())) return value;
    return [this.#standIn(name), ...host].join('@');
  }

  /** Keys are names of a format, unless they look like an address. */
  #key(key: string): string {
    return /[@/:]/.test(key) ? this.text(key) : key;
  }
}

/** Mastodon's instance actor is named like its host; a dot in a name alone says nothing. */
function isServerAccount(name: string, host: string): boolean {
  const folded = name.toLowerCase();
  return folded === host.toLowerCase() || serverAccounts.has(folded);
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

function patternsOf(names: readonly string[]): readonly RegExp[] {
  const plain = names.filter((name) => !reservedNames.has(name));
  const reserved = names.filter((name) => reservedNames.has(name));
  return [...pattern(wordStart, plain), ...pattern(namePosition, reserved)];
}

function pattern(start: string, names: readonly string[]): readonly RegExp[] {
  if (names.length === 0) return [];
  // Longest first, so that a name that begins with another one is replaced whole.
  const alternatives = names.toSorted((a, b) => b.length - a.length).map((name) => literally(name));
  return [new RegExp(`${start}(?:${alternatives.join('|')})${wordEnd}`, 'giu')];
}

function literally(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapStrings(member, change)]));
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
    if (isName && typeof member === 'string' && !serverAccounts.has(member))
      found.push(member.replace(/^@/, '').split('@')[0] ?? '');
    else collectNames(member, found);
  }
}
