import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Store } from '../../store/store.ts';

/** What a look at the store showed that is new. `came`: whatever their role. */
export interface RosterNews {
  readonly came: readonly WatchedServer[];
  readonly left: readonly Host[];
}

/** The peers under watch of all crawlers, as the store has them; a look reads what changed since the one before. */
export class KnownPeers {
  readonly #store: Pick<Store, 'rosterSince'>;
  readonly #peers = new Map<Host, WatchedServer>();
  #until: string | undefined;

  constructor(store: Pick<Store, 'rosterSince'>) {
    this.#store = store;
  }

  get all(): ReadonlyMap<Host, WatchedServer> {
    return this.#peers;
  }

  async look(): Promise<RosterNews> {
    const { came, left, until } = await this.#store.rosterSince(this.#until);
    this.#until = until;
    for (const server of came)
      if (server.role === 'peer') this.#peers.set(server.host, server);
      else this.#peers.delete(server.host);
    for (const host of left) this.#peers.delete(host);
    return { came, left };
  }

  /** Takes hosts as left, before a look tells. */
  drop(hosts: readonly Host[]): void {
    for (const host of hosts) this.#peers.delete(host);
  }
}
