import type { Host } from '../../model/host.ts';
import type { Signal } from '../../model/signal.ts';

/** A moment at which rules are asked. */
export interface Asking {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** Until when observations that were written have been judged by the server rules; RFC 3339, UTC. */
  readonly judgedUntil: string;
}

/**
 * What a source says. `failed`: its rules that could not be asked, although the others could, with how often in a row, by id; absent: none.
 * `cut`: its rules that said a part of what they have to say, by id; absent: none.
 * `threw`: its rules that cannot tell of some servers for a bug of ours, and speak of all others; absent: none.
 */
export interface Said {
  readonly signals: readonly Signal[];
  readonly failed?: ReadonlyMap<string, number>;
  readonly cut?: ReadonlySet<string>;
  readonly threw?: ReadonlyMap<string, readonly Host[]>;
}

/** Something that makes signals, such as the server rules. */
export interface SignalSource {
  /** Ids of all rules it speaks for: an alert of another rule ends with it. */
  readonly rules: readonly string[];
  /** What its rules say now. Rejects when none could be asked. Alerts of rules that could not be asked stay as they are, until they are unknown. */
  ask(asking: Asking): Promise<Said>;
}
