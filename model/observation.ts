import type { Exchange, Sha256 } from './exchange.ts';
import type { Failure } from './failure.ts';
import type { Host } from './host.ts';

/**
 * How an observation ended. `ok`: it has data. `failed`: the server's side ended it, `failure` says how.
 * `disallowed`: the server asked us not to. `missed`: we did not do it; nothing was learned.
 */
export type ObservationOutcome = 'ok' | 'failed' | 'disallowed' | 'missed';

/**
 * With whose consent a server is watched. `hosted`: ours by contract and proven. `unproven`: configured as hosted, not proven, so peer manners.
 * `peer`: everyone else, polite GETs only.
 */
export type Consent = 'hosted' | 'unproven' | 'peer';

/** Whether the kernel of the machine that looked said that a time service keeps its clock right. `unknown`: nobody there could tell. */
export type ClockSync = 'synchronised' | 'unsynchronised' | 'unknown';

/** Who made an observation. */
export interface Witness {
  readonly monitorVersion: string;
  readonly clockSync: ClockSync;
}

/** One probe, one server, one scheduled moment, one vantage. Immutable once written. Instants are RFC 3339 in UTC with milliseconds. */
export interface Observation<Data = unknown> {
  /** Derived from (server, probe, scheduledAt, vantage), so that a replay collapses onto itself. */
  readonly id: string;
  readonly server: Host;
  readonly probe: string;
  /** Data of different versions is never compared. */
  readonly probeVersion: number;
  readonly vantage: string;
  readonly consent: Consent;
  readonly scheduledAt: string;
  readonly startedAt: string;
  /** Monotonic clock, redirects and politeness waits included. */
  readonly durationMs: number;
  readonly outcome: ObservationOutcome;
  /** Present exactly when the outcome is `ok`. */
  readonly data?: Data;
  /** Present exactly when the outcome is not `ok`. */
  readonly failure?: Failure;
  /** In the order they were made; empty for probes without HTTP and for `missed`. */
  readonly exchanges: readonly Exchange[];
  /** Absent: an older version did not say. */
  readonly witness?: Witness;
  /** True: dated history that was replayed through the ingest (demo, imports), not seen live. */
  readonly replayed: boolean;
}

/** An observation as later ones are compared with it: what it was, and its data. Ten are read of each, so what nobody compares is left where it lies. */
export type EarlierObservation = Pick<
  Observation,
  'id' | 'server' | 'probe' | 'probeVersion' | 'vantage' | 'scheduledAt' | 'startedAt' | 'outcome' | 'data'
>;

/** Scrubbed bytes that exchanges point to by `keptSha256`. */
export interface Evidence {
  readonly keptSha256: Sha256;
  readonly receivedSha256: Sha256;
  readonly mediaType: string;
  /** UTF-8 text, scrubbed of people, at most 64 KiB. */
  readonly content: string;
  readonly firstSeenAt: string;
}
