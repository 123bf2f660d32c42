import type { People } from './people.ts';
import { Remembered } from './remembered.ts';

/** `acct:name@host`, also percent-encoded. */
const acctUri = /(acct(?::|%3A))([^@%\s"'<>/]{1,64})((?:@|%40))([A-Za-z0-9.-]{1,253})/gi;
/** An address or a handle; it starts where a word starts, so the search is linear, and never inside a percent-encoded character. */
const mailbox =
  /(?:(?<=%[0-9A-Fa-f]{2})|(?<![\w.+%-])|(?<=%)(?![0-9A-Fa-f]{2}))(@|%40)?([A-Za-z0-9._+-]{1,64})(@|%40)((?:[A-Za-z0-9-]{1,63}\.){1,10}[A-Za-z]{2,24})/g;
/** A name and a password in a URL. */
const credentials = /(?<=https?:\/\/)[^\s/?#@"'<>]{1,256}@/gi;
const url = /(https?:\/\/([^\s/?#"'<>]{1,253}))([^\s"'<>]*)/gi;
/** Without one of these no account can be named. */
const accountSign = /[@%~:/]/;
/** Without one of these nobody is named with a host. */
const atSign = /@|%40/;
/** Longer texts are not remembered. */
const maxKnownLength = 2_048;
/** What no free text is: URLs and media types. */
const notProse =
  /https?:\/\/[^\s"'<>]+|(?<![\w/])(?:application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]+/gi;
/** Texts without the people of a visit. */
export class Texts {
  readonly #people: People;
  /** URLs and headers come again and again in a visit. */
  readonly #known: Remembered;

  constructor(people: People) {
    this.#people = people;
    this.#known = new Remembered(people);
  }

  /** A text without `acct:` names, e-mail addresses, and marked names where account names stand. Media types and other hosts' names stay. */
  text(text: string): string {
    if (!accountSign.test(text) || !this.#mayName(text)) return text;
    return text.length > maxKnownLength
      ? this.#textOf(text)
      : this.#known.once(text, () => this.#textOf(text));
  }

  /** Free text: as `text`, and marked names go wherever they stand as words. */
  prose(text: string): string {
    if (!this.#people.mayStandIn(text)) return this.text(text);
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

  /** Most texts of a visit are URLs and words of the protocol, which no pattern changes. */
  #mayName(text: string): boolean {
    return atSign.test(text) || this.#people.mayStandIn(text);
  }

  #textOf(text: string): string {
    if (!atSign.test(text)) return this.#withoutMarked(text);
    const named = text
      .replace(credentials, '')
      .replace(acctUri, (whole, scheme: string, name: string, at: string, host: string) =>
        this.#people.isKept(name, host) ? whole : `${scheme}${this.#people.standIn(name)}${at}${host}`,
      );
    return this.#withoutMailboxes(this.#withoutMarked(named));
  }

  #withoutMarked(text: string): string {
    if (!this.#people.mayStandIn(text)) return text;
    const { positions, segments } = this.#people.patterns();
    return this.#replace(segments === undefined ? text : this.#inOwnUrls(text, segments), positions);
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
