import type { NamePatterns } from './name-patterns.ts';
import type { People } from './people.ts';

/** What came of scrubbing, as long as the people of the visit stay the same; one more name, and all is made anew. */
export class Remembered<Made = string> {
  readonly #people: People;
  readonly #known = new Map<string, Made>();
  #knownFor: NamePatterns | undefined;

  constructor(people: People) {
    this.#people = people;
  }

  /** What `make` gives for the key. */
  once(key: string, make: () => Made): Made {
    const patterns = this.#people.patterns();
    if (patterns !== this.#knownFor) this.#known.clear();
    this.#knownFor = patterns;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#known.set(key, made);
    return made;
  }
}
