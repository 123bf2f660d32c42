import type { Signal } from '../../model/signal.ts';

/** A moment at which rules are asked. */
export interface Asking {
  /** Epoch milliseconds. */
  readonly nowMs: number;
  /** Until when observations that were written have been judged by the server rules; RFC 3339, UTC. */
  readonly judgedUntil: string;
}

/** Something that makes signals, such as the server rules. */
export interface SignalSource {
  /** Ids of all rules it speaks for: an alert of another rule ends with it. */
  readonly rules: readonly string[];
  /** What its rules say now. Rejects when they could not be asked: their alerts stay as they are, until they are unknown. */
  signals(asking: Asking): Promise<readonly Signal[]>;
  /** Ids of rules that failed by themselves, while the others answered. Absent: such a thing cannot be. */
  failing?(): readonly string[];
}
