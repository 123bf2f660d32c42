import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, instant } from '../model/clock.ts';
import type { Host } from '../model/host.ts';
import type { Log } from '../model/log.ts';
import type { WatchedServer } from '../model/server.ts';
import { type Meter, silentMeter } from '../model/telemetry.ts';
import type { Store } from '../store/store.ts';
import { NameSet } from './candidates/name-set.ts';
import { CandidatePool, type PoolOptions } from './candidates/pool.ts';
import type { CandidateRefusal, Candidates, OfferCounts } from './candidates/refusal.ts';
import { isInShard, type Shard } from './shard.ts';
import { SilentPeers } from './silent-peers.ts';

/** `limit`: peers under watch at most, of all crawlers together; those that never answered in thirty days are not counted. */
export interface DiscoveryOptions {
  readonly limit: number;
  readonly shard: Shard;
  readonly pool: PoolOptions;
}

export interface DiscoveryTools {
  readonly store: Pick<Store, 'servers' | 'enrol' | 'lastAlive'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter;
  /** Names nobody wants watched, by published lists. Undefined: they could not all be read, so nobody new is taken. */
  readonly blocked: () => Promise<NameSet | undefined>;
  /** Puts servers under watch by this crawler. */
  readonly watch: (servers: readonly WatchedServer[]) => Promise<void>;
}

/** Where discovery stands, for people. `refused`: how often each reason was given since the start. */
export interface DiscoveryStanding {
  readonly waiting: number;
  readonly watched: number;
  readonly limit: number;
  readonly refused: ReadonlyMap<CandidateRefusal, number>;
}

/** Names that are looked at before others get their turn. */
const namesPerTurn = 500;
/** Candidates that come under watch in one step, so that their first visits are spread. */
const maxPerStep = 1_000;

/** Finds peers: takes the names that servers tell, and puts them under watch up to the limit. */
export class Discovery implements Candidates {
  private readonly pool: CandidatePool;
  private readonly refusals = new Map<CandidateRefusal, number>();
  private readonly taken = new Set<Host>();
  private readonly options: DiscoveryOptions;
  private readonly tools: DiscoveryTools;
  private readonly silent: SilentPeers;
  private blocked = new NameSet([]);
  private peers = 0;

  constructor(options: DiscoveryOptions, tools: DiscoveryTools) {
    this.options = options;
    this.tools = tools;
    this.pool = new CandidatePool(options.pool);
    this.silent = new SilentPeers(tools.store, tools.clock);
    tools.meter?.observe('candidates', () => this.pool.size);
  }

  /** Takes the names that a server told; each is refused with a reason, or waits from now on. */
  async offer(namer: Host, names: readonly string[]): Promise<OfferCounts> {
    const refused: Partial<Record<CandidateRefusal, number>> = {};
    let fresh = 0;
    let known = 0;
    for (const [at, name] of names.entries()) {
      if (at % namesPerTurn === namesPerTurn - 1) await nextTurn();
      const end = this.isFull()
        ? this.pool.refusalOf(namer, name)
        : this.pool.offer(namer, name, this.blocked);
      if (end === 'fresh') fresh += 1;
      else if (end === 'known') known += 1;
      else refused[end] = (refused[end] ?? 0) + 1;
    }
    this.count(refused);
    return { fresh, known, refused };
  }

  /** Puts waiting candidates under watch, and peers that the store knows from before or from other crawlers. Resolves with those of this crawler's shard. */
  async step(): Promise<readonly WatchedServer[]> {
    const { store, clock, blocked } = this.tools;
    const lists = await blocked();
    if (lists !== undefined) this.refresh(lists);
    const known = await store.servers();
    for (const { host } of known) this.pool.watch(host);
    const peers = known.filter(({ role }) => role === 'peer');
    const counted = peers.length - (await this.silent.among(peers));
    const room = lists === undefined ? 0 : this.options.limit - counted;
    const watchedSince = instant(clock.now());
    const hosts = this.pool.take(Math.min(room, maxPerStep));
    const found = hosts.map((host) => ({ host, role: 'peer', expect: {}, watchedSince }) as const);
    this.peers = counted + found.length;
    const stored = peers.filter(({ host }) => !this.taken.has(host) && this.isWanted(host));
    return this.takeUp(found, stored.slice(0, this.options.limit + peers.length - counted));
  }

  /** Servers that are under watch already, whatever discovery says. */
  skip(servers: readonly WatchedServer[]): void {
    for (const { host } of servers) {
      this.taken.add(host);
      this.pool.watch(host);
    }
  }

  standing(): DiscoveryStanding {
    const { limit } = this.options;
    return { waiting: this.pool.size, watched: this.peers, limit, refused: this.refusals };
  }

  private async takeUp(
    found: readonly WatchedServer[],
    stored: readonly WatchedServer[],
  ): Promise<readonly WatchedServer[]> {
    if (found.length > 0) await this.tools.store.enrol(found);
    const own = [...found, ...stored].filter(({ host }) => isInShard(host, this.options.shard));
    if (own.length > 0) await this.tools.watch(own);
    for (const { host } of own) this.taken.add(host);
    const { waiting, watched, limit, refused } = this.standing();
    const summary = { found: found.length, waiting, watched, limit, refused: Object.fromEntries(refused) };
    if (own.length > 0 || found.length > 0) this.tools.log.info('peers discovered', summary);
    return own;
  }

  private isFull(): boolean {
    return this.peers >= this.options.limit;
  }

  private isWanted(host: Host): boolean {
    return !this.options.pool.excluded.covers(host) && !this.blocked.covers(host);
  }

  private refresh(lists: NameSet): void {
    if (lists === this.blocked) return;
    this.blocked = lists;
    this.count({ blocklisted: this.pool.drop(lists) });
  }

  private count(refused: OfferCounts['refused']): void {
    const meter = this.tools.meter ?? silentMeter;
    // Object.entries widens the keys of the counts.
    for (const [reason, times] of Object.entries(refused) as [CandidateRefusal, number][]) {
      if (times === 0) continue;
      this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + times);
      meter.add('candidates_refused', times, { reason });
    }
  }
}
