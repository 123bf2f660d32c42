import type { Host } from '../../model/host.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { RosterNews } from './known-peers.ts';

/** Peers that were let in, up to a limit, and those set aside: for want of room, or since they are not to be watched. */
export class Admission {
  readonly #isWanted: (host: Host) => boolean;
  readonly #admitted = new Map<Host, WatchedServer>();
  readonly #aside = new Map<Host, WatchedServer>();
  /** Those among them that were sent away: they have left the store, and come back when they are wanted again. */
  readonly #expelled = new Set<Host>();
  /** Named by the configuration: no list and no limit sends them away. */
  readonly #configured = new Set<Host>();

  constructor(isWanted: (host: Host) => boolean) {
    this.#isWanted = isWanted;
  }

  /** Everyone who could be sent away. */
  get hosts(): readonly Host[] {
    return [...this.#admitted.keys(), ...this.#aside.keys()];
  }

  /** Takes servers that the configuration names. */
  configure(servers: readonly WatchedServer[]): void {
    for (const server of servers) {
      this.#configured.add(server.host);
      this.#aside.delete(server.host);
      if (server.role === 'peer') this.#admitted.set(server.host, server);
    }
  }

  /** Takes peers that were just found, for whom there was room. */
  add(found: readonly WatchedServer[]): void {
    for (const server of found) this.#admitted.set(server.host, server);
  }

  /** Takes what is new in the store. */
  note({ came, left }: RosterNews): void {
    for (const server of came) {
      const isPeer = server.role === 'peer' && !this.#configured.has(server.host);
      if (isPeer && !this.#admitted.has(server.host)) this.#aside.set(server.host, server);
    }
    for (const host of left) {
      this.#admitted.delete(host);
      if (!this.#expelled.has(host)) this.#aside.delete(host);
    }
  }

  /** Lets in those set aside who are wanted, as long as no more than `most` are in. */
  admit(most: number): readonly WatchedServer[] {
    const admitted: WatchedServer[] = [];
    for (const [host, server] of this.#aside) {
      if (this.#admitted.size >= most) break;
      if (!this.#isWanted(host)) continue;
      this.#aside.delete(host);
      this.#expelled.delete(host);
      this.#admitted.set(host, server);
      admitted.push(server);
    }
    return admitted;
  }

  /** Sets those aside again who could not be put under watch. */
  defer(servers: readonly WatchedServer[]): void {
    for (const server of servers) {
      this.#admitted.delete(server.host);
      this.#aside.set(server.host, server);
    }
  }

  /** Those of some hosts who can be sent away: they are here, not configured, and were not sent away before. */
  expellable(hosts: readonly Host[]): readonly Host[] {
    const isHere = (host: Host) => this.#admitted.has(host) || this.#aside.has(host);
    return hosts.filter((host) => isHere(host) && !this.#configured.has(host) && !this.#expelled.has(host));
  }

  /** Sends hosts away who can be. */
  expel(hosts: readonly Host[]): void {
    for (const host of hosts) {
      const server = this.#admitted.get(host);
      if (server !== undefined) this.#aside.set(host, server);
      this.#admitted.delete(host);
      this.#expelled.add(host);
    }
  }
}
