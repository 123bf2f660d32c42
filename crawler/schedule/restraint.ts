import type { Clock } from '../../model/clock.ts';
import { type Failure, failure } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import type { OfferChecks } from '../../model/licence/offer-check.ts';
import type { Consent, Observation } from '../../model/observation.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Store } from '../../store/store.ts';
import type { Net } from '../net/net.ts';
import type { VisitRecord } from '../visit/visit.ts';
import { restUntil } from './backoff.ts';
import { Connectivity, type Control, look } from './connectivity.ts';
import { Contacts } from './contacts.ts';
import { Delays } from './delays.ts';
import { OwnIpv6 } from './own-ipv6.ts';
import { mayBeOurs } from './reached.ts';

/** What restraint needs to know of its crawler. */
export interface RestraintOptions {
  readonly net: Net;
  readonly clock: Clock;
  /** From where we look: what others reach, we may not. */
  readonly vantage: string;
  /** Who tells whether we are online. Absent: the enrolled servers. */
  readonly control?: readonly Host[];
  readonly stop: AbortSignal;
  readonly consentOf: (server: WatchedServer) => Consent;
}

const recalledAtOnce = 200;

/** What a visit to a server with IPv6 addresses alone ends with where we may have none. */
const noIpv6 = 'no connection over IPv6 has come about from here yet, and the name has no other address';

/** When not to visit, and what not to believe: back-off of peers, and failures that may be our own network's. */
export class Restraint {
  readonly #contacts = new Contacts();
  readonly #delays = new Delays();
  readonly #servers = new Map<Host, WatchedServer>();
  /** Their hosts, to go on among. */
  readonly #hosts: Host[] = [];
  /** Controls that are no enrolled servers, once they have answered. */
  readonly #strangers = new Set<Host>();
  readonly #options: RestraintOptions;
  readonly #connectivity: Connectivity;
  readonly #ipv6 = new OwnIpv6();

  constructor(options: RestraintOptions) {
    this.#options = options;
    const { net, clock, stop } = options;
    const controls = () => options.control ?? this.#hosts;
    const controlOf = (host: Host) => this.#controlOf(host);
    this.#connectivity = new Connectivity({ net, clock, stop, controls, controlOf });
  }

  /** Takes up where the store left off, some servers at a time: their newest observations together are more than memory should hold. `others`: who else learns from them. */
  async recall(
    servers: readonly WatchedServer[],
    store: Pick<Store, 'latest' | 'lastAlive'>,
    others: (latest: readonly Observation[]) => void,
  ): Promise<void> {
    for (const server of servers) {
      if (!this.#servers.has(server.host)) this.#hosts.push(server.host);
      this.#servers.set(server.host, server);
    }
    const hosts = servers.map(({ host }) => host);
    for (let from = 0; from < hosts.length; from += recalledAtOnce) {
      const latest = await store.latest(hosts.slice(from, from + recalledAtOnce));
      this.#recall(latest);
      others(latest);
    }
    const away = hosts.filter((host) => this.#contacts.of(host).reached === false);
    for (const { server, aliveAt, vantages } of await store.lastAlive(away)) {
      this.#contacts.noteAlive(server, Date.parse(aliveAt));
      if (vantages.includes(this.#options.vantage)) this.#ipv6.noteHeard(server);
    }
  }

  #recall(latest: readonly Observation[]): void {
    this.#delays.learn(latest);
    const own = latest.filter(({ vantage, replayed }) => vantage === this.#options.vantage && !replayed);
    this.#ipv6.learn(own);
    for (const [host, rows] of Map.groupBy(latest, ({ server }) => server)) this.#contacts.learn(host, rows);
  }

  /** Lets a server go: it is no control any more. */
  forget(host: Host): void {
    this.#servers.delete(host);
    this.#ipv6.forget(host);
    const at = this.#hosts.indexOf(host);
    if (at !== -1) this.#hosts.splice(at, 1);
  }

  /** Looks once at controls that nobody visits, so that their silence later means something. */
  async prime(): Promise<void> {
    const { net, stop, control = [] } = this.#options;
    const strangers = control.filter((host) => !this.#servers.has(host));
    const looks = strangers.map(async (host) => {
      if ((await look(net, { host, consent: 'peer' }, stop)) === 'answered') this.#strangers.add(host);
    });
    await Promise.all(looks);
  }

  /** What a visit saw, without failures that our own network caused; back-off learns from the rest. */
  async believe(host: Host, record: VisitRecord): Promise<VisitRecord> {
    this.#connectivity.heard(record.observations);
    this.#ipv6.learn(record.observations);
    const suspects = record.observations.filter(isSuspect);
    const sinceMs = Math.max(...suspects.map(({ startedAt }) => Date.parse(startedAt)));
    const fault = suspects.length === 0 ? undefined : await this.#faultOf(sinceMs, host, record);
    const observations =
      fault === undefined ? record.observations : record.observations.map((each) => disbelieved(each, fault));
    this.#contacts.learn(host, observations, fault === undefined ? record.robots : undefined);
    this.#delays.learn(observations);
    // What was read was there to be read; that nothing could be read may be our own fault.
    const policies =
      fault === undefined
        ? record.policies
        : record.policies.filter(({ reading }) => reading.state !== 'failed');
    return { ...record, observations, policies };
  }

  /** Before which moment a server is not due, in epoch milliseconds. Hosted servers always are. */
  restUntil({ host, role, watchedSince }: WatchedServer, intervalMs: number): number | undefined {
    if (role === 'hosted') return undefined;
    return restUntil(this.#contacts.of(host), { intervalMs, sinceMs: Date.parse(watchedSince) });
  }

  /** Is the whole site of a peer gone, written down or not? */
  isGone({ host, role }: WatchedServer): boolean {
    return role === 'peer' && this.#contacts.of(host).gone !== undefined;
  }

  /** What a peer asks us to wait between two requests, in milliseconds; 0 at servers that are ours by contract, whose visits are never long. */
  delayMs({ host, role }: WatchedServer): number {
    return role === 'hosted' ? 0 : this.#delays.of(host);
  }

  /** How long a server kept its newest visit waiting, in milliseconds; 0: it was never visited. */
  waitedMs({ host }: WatchedServer): number {
    return this.#contacts.of(host).waitedMs ?? 0;
  }

  /** True once for a peer whose whole site is gone: that we stop is written down in its next slot. */
  retires({ host, role }: WatchedServer): boolean {
    return role === 'peer' && this.#contacts.retire(host);
  }

  /** What of our own network the failures of a visit may come from. Undefined: it was up. */
  async #faultOf(sinceMs: number, host: Host, { observations }: VisitRecord): Promise<Failure | undefined> {
    if (this.#ipv6.mayLack(host, observations)) return failure('own-network-down', noIpv6);
    return (await this.#connectivity.isUp(sinceMs, host)) ? undefined : failure('own-network-down');
  }

  #controlOf(host: Host): Control {
    const server = this.#servers.get(host);
    if (server === undefined) return { host, consent: 'peer', answered: this.#strangers.has(host) };
    const answered = this.#contacts.of(host).reached === true;
    return { host, consent: this.#options.consentOf(server), answered };
  }
}

function isSuspect(observation: Observation): boolean {
  const { outcome, failure } = observation;
  return (outcome === 'failed' && mayBeOurs(failure)) || tellsOfSilence(observation);
}

/** Offered addresses that gave no answer: the visit itself may have gone well before our network did not. */
function tellsOfSilence({ probe, outcome, data }: Observation): boolean {
  if (probe !== 'offer-checks' || outcome !== 'ok') return false;
  // as: the probe wrote this under its own id, so the data has its type
  return (data as OfferChecks).checks.some(({ state }) => state === 'unreachable');
}

function disbelieved(observation: Observation, fault: Failure): Observation {
  if (!isSuspect(observation)) return observation;
  const { data: _, ...rest } = observation;
  return { ...rest, outcome: 'missed', failure: fault };
}
