import { setImmediate as nextTurn } from 'node:timers/promises';

/** Characters that are looked at before others have their turn; a reason of link beginnings takes about a microsecond for each. */
const charactersPerTurn = 16_384;
/** What a row takes whatever is written in it, as characters. */
const charactersPerRow = 64;

/** Most rows that are taken in one turn. */
export const rowsPerTurn = charactersPerTurn / charactersPerRow;

/** The end of the queue: of all lists that are read at once one is at work in a turn of the event loop, so that many are no worse than one. */
let queue: Promise<void> = Promise.resolve();

/** The pieces in which a long list is worked through. They follow from what there is to do and from no clock. */
export class Turns {
  #left = charactersPerTurn;

  /** Counts a row, with the characters that were looked at for it. A promise: others come first. Undefined: go on. */
  after(characters: number): Promise<void> | undefined {
    this.#left -= charactersPerRow + characters;
    if (this.#left > 0) return undefined;
    this.#left = charactersPerTurn;
    queue = queue.then(() => nextTurn());
    return queue;
  }
}
