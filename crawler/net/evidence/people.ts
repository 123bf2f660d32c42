import { hash } from 'node:crypto';
import { type NamePatterns, patternsOf } from './name-patterns.ts';
import { reservedNames, serverAccounts } from './reserved-names.ts';

const pseudonymShape = /^person-[0-9a-f]{8}$/;
const maxNameLength = 256;

/** What stands for a name of a person: equal names, in whatever case, have equal digests. */
export function pseudonym(name: string): string {
  return `person-${hash('sha256', name.toLowerCase()).slice(0, 8)}`;
}

/** Whatever folds to something else than its lower case lies beyond these. */
const beyondAscii = /[^ -~]/;
/** With more names than this, to look for each costs more than a pattern of them all. */
const fewNames = 24;

/** The names that one visit has marked, and the server's own, which are nobody's. */
export class People {
  readonly #names = new Map<string, string>();
  /** Last segments of account URLs: names, or opaque ids that are words and numbers elsewhere. */
  readonly #inPaths = new Set<string>();
  readonly #own = new Set<string>();
  /** Is every name of plain ASCII? */
  #arePlain = true;
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

  /** Can a pattern find anything in a text? Yes, wherever it takes longer to tell than to look. */
  mayStandIn(text: string): boolean {
    if (this.#names.size === 0) return false;
    if (!this.#arePlain || this.#names.size > fewNames || beyondAscii.test(text)) return true;
    const folded = text.toLowerCase();
    for (const name of this.#names.keys()) if (folded.includes(name)) return true;
    return false;
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
    this.#arePlain &&= !beyondAscii.test(name);
    this.#patterns = undefined;
    return true;
  }

  #compile(): NamePatterns {
    const names = [...this.#names.keys()];
    const isNameOnly = (name: string) =>
      !reservedNames.has(name) && !this.#inPaths.has(name) && !this.#own.has(name);
    return patternsOf(names, names.filter(isNameOnly));
  }
}

/** As it is, and as it stands in URLs. */
function spellings(name: string): readonly [string, string] {
  return [name.toLowerCase(), encodeURIComponent(name.toWellFormed()).toLowerCase()];
}
