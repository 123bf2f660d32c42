import { hash } from 'node:crypto';
import { accountPosition, namePattern, segmentStart, wordStart } from './account-positions.ts';
import { reservedNames, serverAccounts } from './reserved-names.ts';

const pseudonymShape = /^person-[0-9a-f]{8}$/;
const maxNameLength = 256;

/** What stands for a name of a person: equal names, in whatever case, have equal digests. */
export function pseudonym(name: string): string {
  return `person-${hash('sha256', name.toLowerCase()).slice(0, 8)}`;
}

/** Where marked names are found. Undefined: there are none to find. */
export interface NamePatterns {
  /** Every name, where accounts stand. */
  readonly positions: RegExp | undefined;
  /** Names that are no words of the protocol, in URLs of the server's own hosts. */
  readonly segments: RegExp | undefined;
  /** The same in free text. */
  readonly words: RegExp | undefined;
}

/** The names that one visit has marked, and the server's own, which are nobody's. */
export class People {
  readonly #names = new Map<string, string>();
  /** Last segments of account URLs: names, or opaque ids that are words and numbers elsewhere. */
  readonly #inPaths = new Set<string>();
  readonly #own = new Set<string>();
  #patterns: NamePatterns | undefined;

  /** Marks names of people. */
  add(names: readonly string[]): void {
    for (const name of names.map((one) => one.trim())) {
      if (!this.#mark(name)) continue;
      for (const spelling of spellings(name)) if (this.#inPaths.delete(spelling)) this.#patterns = undefined;
    }
  }

  /** Marks what account URLs end in; it is found only where accounts stand. */
  addFromPaths(names: readonly string[]): void {
    for (const name of names) {
      if (this.#names.has(name.toLowerCase()) || this.isServer(name, '')) continue;
      if (!this.#mark(name)) continue;
      for (const spelling of spellings(name)) this.#inPaths.add(spelling);
    }
  }

  /** Takes a host as one of the server's own. */
  own(host: string): void {
    if (this.isOwn(host)) return;
    this.#own.add(host.toLowerCase());
    this.#patterns = undefined;
  }

  isOwn(host: string): boolean {
    return this.#own.has(host.toLowerCase());
  }

  /** An account of a server, not of a person. Mastodon's instance actor is named like its host; a dot in a name alone says nothing. */
  isServer(name: string, host: string): boolean {
    const folded = name.toLowerCase();
    return folded === host.toLowerCase() || this.#own.has(folded) || serverAccounts.has(folded);
  }

  /** May an account's name be stored as it is? */
  isKept(name: string, host: string): boolean {
    if (pseudonymShape.test(name)) return true;
    return this.isServer(name, host) && !this.#names.has(name.toLowerCase());
  }

  standIn(name: string): string {
    return pseudonymShape.test(name) ? name : (this.marked(name) ?? pseudonym(name));
  }

  /** What stands for a marked name. Undefined: it is not marked. */
  marked(name: string): string | undefined {
    return this.#names.get(name.toLowerCase());
  }

  /** The same object as long as nobody was marked and no host taken. */
  patterns(): NamePatterns {
    this.#patterns ??= this.#compile();
    return this.#patterns;
  }

  #mark(name: string): boolean {
    if (name === '' || name.length > maxNameLength || pseudonymShape.test(name)) return false;
    if (this.#names.has(name.toLowerCase())) return true;
    for (const spelling of spellings(name)) this.#names.set(spelling, pseudonym(name));
    this.#patterns = undefined;
    return true;
  }

  #compile(): NamePatterns {
    const names = [...this.#names.keys()];
    const isNameOnly = (name: string) =>
      !reservedNames.has(name) && !this.#inPaths.has(name) && !this.#own.has(name);
    const plain = names.filter(isNameOnly);
    return {
      positions: namePattern(accountPosition, names),
      segments: namePattern(segmentStart, plain),
      words: namePattern(wordStart, plain),
    };
  }
}

/** As it is, and as it stands in URLs. */
function spellings(name: string): readonly [string, string] {
  return [name.toLowerCase(), encodeURIComponent(name.toWellFormed()).toLowerCase()];
}
