import { accountPosition, namePattern, segmentStart, wordStart } from './account-positions.ts';

/** Where marked names are found. Undefined: there are none to find. Each is made when it is first asked for: most texts hold no name at all. */
export interface NamePatterns {
  /** Every name, where accounts stand. */
  readonly positions: RegExp | undefined;
  /** Names that are no words of the protocol, in URLs of the server's own hosts. */
  readonly segments: RegExp | undefined;
  /** The same in free text. */
  readonly words: RegExp | undefined;
}

/** The patterns of some names. `plain`: those that are no words of the protocol. */
export function patternsOf(names: readonly string[], plain: readonly string[]): NamePatterns {
  const made = new Map<string, RegExp | undefined>();
  const once = (start: string, found: readonly string[]) => {
    if (!made.has(start)) made.set(start, namePattern(start, found));
    return made.get(start);
  };
  return {
    get positions() {
      return once(accountPosition, names);
    },
    get segments() {
      return once(segmentStart, plain);
    },
    get words() {
      return once(wordStart, plain);
    },
  };
}
