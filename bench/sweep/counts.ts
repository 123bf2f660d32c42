import type { Allowance } from '../../crawler/net/manners/bucket.ts';
import { Ledger } from '../../test/crawler/manners/ledger.ts';
import { hostAllowance, type Promises } from '../../test/crawler/manners/violations.ts';
import type { Member } from './crowd.ts';

/** What the crawler promised to everyone, and to our own servers. */
export interface AllPromises {
  readonly peer: Promises;
  readonly hosted: Promises;
}

/** What the servers saw. */
export interface Counts {
  readonly requests: number;
  /** Servers of the crowd that got a request, and the most that one of them got. */
  readonly reached: number;
  readonly mostPerServer: number;
  readonly hostedRequests: number;
  readonly violations: number;
  /** The first of them, in words. */
  readonly told: readonly string[];
}

/** Counts requests as they come, and holds them against the promises: by host, by registrable name, by address. */
export class Counter {
  readonly #promises: AllPromises;
  readonly #ledgers = new Map<string, Ledger>();
  readonly #perServer = new Map<string, number>();
  #hosted = 0;

  constructor(promises: AllPromises) {
    this.#promises = promises;
  }

  /** A request came; calling what is returned says that its answer is out. Only the first call counts. */
  begin({ name, domain, address, isHosted }: Member, at: number): () => void {
    const promised = isHosted ? this.#promises.hosted : this.#promises.peer;
    const own = isHosted ? 'our ' : '';
    const ledgers = [
      this.#ledger(name, hostAllowance(promised)),
      this.#ledger(own + domain, promised.domain),
      this.#ledger(own + address, promised.address),
    ];
    for (const ledger of ledgers) ledger.begin(at);
    if (isHosted) this.#hosted += 1;
    else this.#perServer.set(name, (this.#perServer.get(name) ?? 0) + 1);
    return () => {
      for (const ledger of ledgers.splice(0)) ledger.end();
    };
  }

  get counts(): Counts {
    const perServer = [...this.#perServer.values()];
    const most = this.#promises.peer.requestsPerVisit;
    const greedy = [...this.#perServer].filter(([, count]) => count > most);
    const broken = [...this.#ledgers.values()].filter((ledger) => ledger.broken > 0);
    let requests = 0;
    let mostPerServer = 0;
    let violations = greedy.length;
    for (const count of perServer) {
      requests += count;
      mostPerServer = Math.max(mostPerServer, count);
    }
    for (const ledger of broken) violations += ledger.broken;
    const told = [
      ...greedy.map(([name, count]) => `${name}: ${count} requests in a visit`),
      ...broken.flatMap((ledger) => ledger.told),
    ];
    const counted = { requests, reached: perServer.length, mostPerServer, hostedRequests: this.#hosted };
    return { ...counted, violations, told: told.slice(0, 10) };
  }

  #ledger(name: string, allowance: Allowance): Ledger {
    const ledger = this.#ledgers.get(name) ?? new Ledger(name, allowance);
    this.#ledgers.set(name, ledger);
    return ledger;
  }
}
