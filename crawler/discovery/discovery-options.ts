import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Meter } from '../../model/telemetry.ts';
import type { Store } from '../../store/store.ts';
import type { PoolOptions } from '../candidates/pool.ts';
import type { CandidateRefusal } from '../candidates/refusal.ts';
import type { NameSet } from '../net/names/name-set.ts';
import type { Shard } from '../shard.ts';

/** `limit`: peers under watch at most, of all crawlers together; those that never answered in thirty days are not counted. */
export interface DiscoveryOptions {
  readonly limit: number;
  readonly shard: Shard;
  readonly pool: PoolOptions;
}

export interface DiscoveryTools {
  readonly store: Pick<Store, 'rosterSince' | 'enrol' | 'dismiss' | 'lastAlive'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter;
  /** Names nobody wants watched, by published lists. Undefined: they could not all be read, so nobody new is taken. */
  readonly blocked: () => Promise<NameSet | undefined>;
  /** Puts servers under watch by this crawler. */
  readonly watch: (servers: readonly WatchedServer[]) => Promise<void>;
  /** Ends the watch of this crawler over servers. */
  readonly unwatch: (hosts: readonly Host[]) => void;
}

/** Where discovery stands, for people. `refused`: how often each reason was given since the start. */
export interface DiscoveryStanding {
  readonly waiting: number;
  readonly watched: number;
  readonly limit: number;
  readonly refused: ReadonlyMap<CandidateRefusal, number>;
}
