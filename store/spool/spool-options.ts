import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import type { SegmentSink } from './segment.ts';

export interface SpoolOptions {
  /** Where segments wait; owned by one spool. */
  readonly directory: string;
  /** A segment closes at this many rows, or when its first batch is this old. While batches keep coming, segments are two and a half times that age apart, which is what an acknowledgement waits at most. */
  readonly maxRows?: number;
  readonly maxAgeMs?: number;
  /** Bytes that may wait on disk; beyond it `append` waits too. */
  readonly maxBytes?: number;
  /** First and longest wait between two attempts to insert. */
  readonly retryMs?: readonly [first: number, longest: number];
  /** After this many failures of one segment, while the store takes other writes, the segment is put aside. */
  readonly maxFailures?: number;
  /** How long `close` goes on inserting, in milliseconds. */
  readonly closeMs?: number;
}

/**
 * What happens to a segment, in order. `writing`: nothing is on disk. `fsynced`: acknowledged. `inserting`, `inserted`: into the store.
 * `deleting`, `deleted`: from disk. `refused`: put aside, because the store cannot take it or the file is damaged.
 * `lost`: its file is gone.
 */
export type SpoolEvent =
  | 'writing'
  | 'fsynced'
  | 'inserting'
  | 'inserted'
  | 'deleting'
  | 'deleted'
  | 'refused'
  | 'lost';

/** The segment an event is about. `observations`: their ids; empty for segments that an earlier process left. */
export interface TracedSegment {
  readonly id: string;
  readonly observations: readonly string[];
}

export interface SpoolDeps {
  readonly sink: SegmentSink;
  readonly log: Log;
  readonly clock: Clock;
  /** Is there a process of this number? Absent: the files under /proc tell. */
  readonly isRunning?: (pid: number) => boolean;
  /** Told of every step before the next one begins. */
  readonly trace?: (event: SpoolEvent, segment: TracedSegment) => void;
}
