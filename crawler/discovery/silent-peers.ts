import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Store } from '../../store/store.ts';

const day = 86_400_000;
/** How long a peer may take to answer for the first time, in milliseconds. */
const patienceMs = 30 * day;

/** Peers that never answered since they came under watch, long ago: made-up names, mostly. They stay under watch and take nobody's place. */
export class SilentPeers {
  readonly #store: Pick<Store, 'lastAlive'>;
  readonly #clock: Clock;
  #silent: readonly Host[] = [];
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(store: Pick<Store, 'lastAlive'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** How many of the peers they are; looked up once a day. */
  async among(peers: ReadonlyMap<Host, WatchedServer>): Promise<number> {
    const now = this.#clock.now();
    if (Math.abs(now - this.#lookedMs) >= day) {
      this.#lookedMs = now;
      const isOld = ({ watchedSince }: WatchedServer) => now - Date.parse(watchedSince) >= patienceMs;
      const old = [...peers.values()].filter(isOld).map(({ host }) => host);
      const answered = new Set((await this.#store.lastAlive(old)).map(({ server }) => server));
      this.#silent = old.filter((host) => !answered.has(host));
    }
    return this.#silent.filter((host) => peers.has(host)).length;
  }
}
