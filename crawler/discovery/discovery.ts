import { setImmediate as nextTurn } from 'node:timers/promises';
import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import { silentMeter } from '../../model/telemetry.ts';
import { CandidatePool } from '../candidates/pool.ts';
import type { CandidateRefusal, Candidates, OfferCounts } from '../candidates/refusal.ts';
import { Refusals } from '../candidates/refusals.ts';
import { NameSet } from '../net/names/name-set.ts';
import { isInShard } from '../shard.ts';
import { Admission } from './admission.ts';
import type { DiscoveryOptions, DiscoveryStanding, DiscoveryTools } from './discovery-options.ts';
import { KnownPeers } from './known-peers.ts';
import { SilentPeers } from './silent-peers.ts';

export type { DiscoveryOptions, DiscoveryStanding, DiscoveryTools } from './discovery-options.ts';

/** Names that are looked at before others get their turn. */
const namesPerTurn = 500;
/** Candidates that come under watch in one step, so that their first visits are spread. */
const maxPerStep = 1_000;

/** Finds peers: takes the names that servers tell, and puts them under watch up to the limit. */
export class Discovery implements Candidates {
  private readonly pool: CandidatePool;
  private readonly refusals: Refusals;
  private readonly admission: Admission;
  private readonly known: KnownPeers;
  private readonly options: DiscoveryOptions;
  private readonly tools: DiscoveryTools;
  private readonly silent: SilentPeers;
  private blocked = new NameSet([]);
  /** The block lists that hold for everyone under watch by now. Undefined: a step failed before it got that far. */
  private applied: NameSet | undefined;
  private peers = 0;

  constructor(options: DiscoveryOptions, tools: DiscoveryTools) {
    this.options = options;
    this.tools = tools;
    this.refusals = new Refusals(tools.meter ?? silentMeter);
    this.pool = new CandidatePool(options.pool);
    const { excluded } = options.pool;
    this.admission = new Admission((host) => !excluded.covers(host) && !this.blocked.covers(host));
    this.known = new KnownPeers(tools.store);
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
    this.refusals.add(refused);
    return { fresh, known, refused };
  }

  /**
   * Puts waiting candidates under watch, and peers that the store knows from before or from other crawlers; ends the watch over those whom a
   * block list names by now. Resolves with those of this crawler's shard that it watches from now on.
   */
  async step(): Promise<readonly WatchedServer[]> {
    const { clock, blocked } = this.tools;
    const lists = await blocked();
    if (lists !== undefined) this.refresh(lists);
    const news = await this.known.look();
    for (const { host } of news.came) this.pool.watch(host);
    this.admission.note(news);
    await this.apply(news.came);
    const silent = await this.silent.among(this.known.all);
    const counted = this.known.all.size - silent;
    const room = lists === undefined ? 0 : this.options.limit - counted;
    const watchedSince = instant(clock.now());
    const hosts = this.pool.take(Math.min(room, maxPerStep));
    const found = hosts.map((host) => ({ host, role: 'peer', expect: {}, watchedSince }) as const);
    this.peers = counted + found.length;
    return this.takeUp(found, this.admission.admit(this.options.limit + silent));
  }

  /** Servers that are under watch already, whatever discovery says. */
  skip(servers: readonly WatchedServer[]): void {
    this.admission.configure(servers);
    for (const { host } of servers) this.pool.watch(host);
  }

  standing(): DiscoveryStanding {
    const { limit } = this.options;
    return { waiting: this.pool.size, watched: this.peers, limit, refused: this.refusals.counts };
  }

  private async takeUp(
    found: readonly WatchedServer[],
    stored: readonly WatchedServer[],
  ): Promise<readonly WatchedServer[]> {
    const own = [...found, ...stored].filter(({ host }) => this.isOwn(host));
    this.admission.add(found);
    try {
      if (found.length > 0) await this.tools.store.enrol(found);
      if (own.length > 0) await this.tools.watch(own);
    } catch (error) {
      this.admission.defer([...found, ...stored]);
      throw error;
    }
    const { waiting, watched, limit, refused } = this.standing();
    const summary = { found: found.length, waiting, watched, limit, refused: Object.fromEntries(refused) };
    if (own.length > 0 || found.length > 0) this.tools.log.info('peers discovered', summary);
    return own;
  }

  /** Ends the watch over those whom a block list names: new ones, and where a list is new all of them. An opt-out stays where everyone sees it. */
  private async apply(came: readonly WatchedServer[]): Promise<void> {
    const { excluded } = this.options.pool;
    const suspects = this.applied === this.blocked ? came.map(({ host }) => host) : this.admission.hosts;
    this.applied = undefined;
    const isListed = (host: Host) => this.blocked.covers(host) && !excluded.covers(host);
    const leaving = this.admission.expellable(suspects.filter(isListed));
    const own = leaving.filter((host) => this.isOwn(host));
    if (own.length > 0) {
      this.tools.unwatch(own);
      await this.tools.store.dismiss(own);
      this.tools.log.info('peers on a block list are watched no longer', { left: own.length });
    }
    this.admission.expel(leaving);
    this.known.drop(leaving);
    this.applied = this.blocked;
  }

  private isFull(): boolean {
    return this.peers >= this.options.limit;
  }

  private isOwn(host: Host): boolean {
    return isInShard(host, this.options.shard);
  }

  private refresh(lists: NameSet): void {
    if (lists === this.blocked) return;
    this.blocked = lists;
    this.refusals.add({ blocklisted: this.pool.drop(lists) });
  }
}
