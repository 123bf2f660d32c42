import type { Host } from '../model/host.ts';
import type { Spool, Store } from '../store/store.ts';
import type { Counts } from './ledger.ts';
import type { RecheckRefusal } from './schedule/rechecks.ts';
import type { TimetableOptions } from './schedule/timetable.ts';
import type { LaneOptions } from './schedule/visit-lanes.ts';
import type { VisitTools } from './visit/visit.ts';

/** Durations in milliseconds. A visit that outlasts `visitDeadlineMs` ends, and the rest of it is `missed`. */
export interface CrawlOptions extends LaneOptions, TimetableOptions {
  readonly visitDeadlineMs: number;
  /** Hosts that tell whether we are online. Absent: the enrolled servers. */
  readonly control?: readonly Host[];
}

/** What a crawler is made with. */
export interface CrawlTools extends VisitTools {
  readonly store: Store;
  readonly spool: Spool;
}

/** Where a crawl stands, for people who watch. `inFlight`: visits that have begun and are not on disk; `waiting`: those that are due and have not begun. */
export interface CrawlProgress extends Counts {
  readonly servers: number;
  readonly inFlight: number;
  readonly waiting: number;
  /** Every slot that began before this instant is written down as seen or missed. Epoch milliseconds, at most now. */
  readonly watermarkMs: number;
  /** How long ago that was. */
  readonly behindMs: number;
}

/** What became of a wish to look at a server now. `already-running`: a visit is under way. `unknown`: nobody watches it. */
export type RecheckAnswer = 'queued' | 'already-running' | 'unknown' | RecheckRefusal;
