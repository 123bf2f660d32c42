import type { WatchedServer } from '../../model/server.ts';
import { type Applicant, Places } from '../net/manners/places.ts';

/** Characters that are looked at before others have their turn; a reason of link beginnings takes about a microsecond for each. */
const charactersPerTurn = 16_384;
/** What a row takes whatever is written in it, as characters. */
const charactersPerRow = 64;

/** Most rows that are taken in one turn. */
export const rowsPerTurn = charactersPerTurn / charactersPerRow;

/** Of all lists that are worked through at once one is at work in a turn of the event loop, so that many are no worse than one. */
const place = new Places(1);

/** Hosted servers go first, so that no crowd of peers with long lists keeps one from its visit; then what was read, which keeps a visit's rows from the store. */
const priorities = { hosted: 2, read: 1, unread: 0 };

const neverAborted = new AbortController().signal;

/** The pieces in which a long list is worked through. They follow from what there is to do and from no clock. */
export class Turns {
  readonly #whose: Applicant;

  private constructor(whose: Applicant) {
    this.#whose = whose;
  }

  /** To read a server's list, as long as its visit goes on. */
  static toRead({ role }: Pick<WatchedServer, 'role'>, signal: AbortSignal): Turns {
    return new Turns({ signal, priority: role === 'hosted' ? priorities.hosted : priorities.unread });
  }

  /** To make ready what was read. The end of the visit does not end it: all that the visit found waits for it. */
  static toKeep({ role }: Pick<WatchedServer, 'role'>): Turns {
    const priority = role === 'hosted' ? priorities.hosted : priorities.read;
    return new Turns({ signal: neverAborted, priority });
  }

  /**
   * Does some work for each row until it is undefined; else it is the characters that were looked at.
   * @throws {ProbeFailure} of the signal, when it fires before all is done.
   */
  async each<Row>(rows: Iterable<Row>, work: (row: Row) => number | undefined): Promise<void> {
    await this.#next();
    let left = charactersPerTurn;
    for (const row of rows) {
      const characters = work(row);
      if (characters === undefined) return;
      left -= charactersPerRow + characters;
      if (left > 0) continue;
      await this.#next();
      left = charactersPerTurn;
    }
  }

  /** The place is free again in a later turn of the event loop, whatever becomes of the piece. */
  async #next(): Promise<void> {
    const turn = place.enter(this.#whose);
    if (turn !== undefined) await turn;
    setImmediate(() => place.leave());
  }
}
