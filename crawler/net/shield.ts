import { type NamePatterns, People } from './people.ts';
import { learnNames, scrubbedDocument } from './unknown-document.ts';

export { pseudonym } from './people.ts';

/** `acct:name@host`, also percent-encoded. */
const acctUri = /(acct(?::|%3A))([^@%\s"'<>/]{1,64})((?:@|%40))([A-Za-z0-9.-]{1,253})/gi;
/** An address or a handle; it starts where a word starts, so the search is linear, and never inside a percent-encoded character. */
const mailbox =
  /(?:(?<=%[0-9A-Fa-f]{2})|(?<![\w.+%-])|(?<=%)(?![0-9A-Fa-f]{2}))(@|%40)?([A-Za-z0-9._+-]{1,64})(@|%40)((?:[A-Za-z0-9-]{1,63}\.){1,10}[A-Za-z]{2,24})/g;
const url = /(https?:\/\/([^\s/?#"'<>]{1,253}))([^\s"'<>]*)/gi;
/** Without one of these no account can be named. */
const accountSign = /[@%~:/]/;
/** Longer texts are not remembered. */
const maxKnownLength = 2_048;
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

/** The people of one visit, and how they are kept out of what is stored. */
export class Shield {
  readonly #people = new People();
  /** What came of texts and documents with the people that are known. */
  readonly #known = new Map<string, string>();
  #knownFor: NamePatterns | undefined;

  /** `host`: the visited server's. */
  constructor(host?: string) {
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
    if (!accountSign.test(text)) return text;
    return text.length > maxKnownLength ? this.#textOf(text) : this.once(text, () => this.#textOf(text));
  }

  /** The text of a key, made anew only when the people have changed: URLs, headers and documents come again and again in a visit. */
  once(key: string, make: () => string): string {
    const patterns = this.#people.patterns();
    if (patterns !== this.#knownFor) this.#known.clear();
    this.#knownFor = patterns;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#known.set(key, made);
    return made;
  }

  #textOf(text: string): string {
    const { positions, segments } = this.#people.patterns();
    const named = text.replace(acctUri, (whole, scheme: string, name: string, at: string, host: string) =>
      this.#people.isKept(name, host) ? whole : `${scheme}${this.#people.standIn(name)}${at}${host}`,
    );
    const inUrls = segments === undefined ? named : this.#inOwnUrls(named, segments);
    return this.#withoutMailboxes(this.#replace(inUrls, positions));
  }

  /** Free text: as `text`, and marked names go wherever they stand as words. */
  prose(text: string): string {
    const { words } = this.#people.patterns();
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
      return key === 'link' ? this.prose(value) : this.text(value);
    }
    if (Array.isArray(value)) return value.map((item) => this.#member(item, key));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value);
    for (const member of members) member[1] = this.#member(member[1], member[0]);
    return Object.fromEntries(members);
  }

  #inOwnUrls(text: string, segments: RegExp): string {
    if (/^\/(?!\/)/.test(text)) return this.#replace(text, segments);
    return text.replace(url, (whole, origin: string, host: string, rest: string) =>
      this.#people.isOwn(host) ? `${origin}${this.#replace(rest, segments)}` : whole,
    );
  }

  #withoutMailboxes(text: string): string {
    return text.replace(
      mailbox,
      (whole, handle: string | undefined, name: string, at: string, host: string) => {
        if (this.#people.isKept(name, host)) return whole;
        return handle === undefined ? '[e-mail]' : `${handle}${this.#people.standIn(name)}${at}${host}`;
      },
    );
  }

  #replace(text: string, pattern: RegExp | undefined): string {
    return pattern === undefined ? text : text.replace(pattern, (name) => this.#people.standIn(name));
  }
}
