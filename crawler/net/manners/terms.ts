import type { Host } from '../../../model/host.ts';
import type { Origin } from '../connection/origin.ts';
import type { Exchanged } from '../exchange.ts';
import type { Names } from '../names/names.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { forbidsKeeping } from '../robots/robots-tag.ts';
import type { SessionTools, Visit } from '../session-tools.ts';
import type { Target } from '../url-policy.ts';
import { Courtesy } from './courtesy.ts';
import type { Turn } from './lanes.ts';
import { Manners } from './manners.ts';

/** On what terms one visit may ask a host: whether at all, when, and what of the answer may be kept. */
export class Terms {
  readonly #tools: Pick<SessionTools, 'options' | 'budgets' | 'guests'>;
  readonly #names: Names;
  readonly #signal: AbortSignal;
  readonly #manners: Manners;
  /** The visited host, where it is ours by contract; whoever it points to is not. */
  readonly #ours: Host | undefined;
  readonly #host: Host;
  readonly #courtesy: Courtesy;

  constructor({ host, consent, signal, webDomain, untilMs }: Visit, tools: SessionTools, names: Names) {
    const { options, clock } = tools;
    this.#tools = tools;
    this.#names = names;
    this.#signal = signal;
    this.#host = host;
    this.#ours = consent === 'peer' ? undefined : host;
    this.#manners = new Manners(host, consent, webDomain);
    this.#courtesy = new Courtesy({
      requests: options.requestsPerVisit[consent],
      intervalMs: (host) => options.hostIntervalMs[this.#manners.towards(host)],
      maxWaitMs: options.maxWaitMs,
      ...(untilMs !== undefined && { untilMs }),
      signal,
      clock,
    });
  }

  /** @throws {ProbeFailure} `opted-out` */
  refuseExcluded(host: Host): void {
    if (host === this.#ours || this.#tools.options.excluded?.covers(host) !== true) return;
    throw new ProbeFailure('opted-out');
  }

  /** Does robots.txt hold for a host? */
  heedsRobots(host: Host): boolean {
    return !this.#isHosted(host);
  }

  /** The contract with a hosted server is its word; what its software sends to crawlers is not. */
  heedsTag(host: Host, tag: string | undefined): boolean {
    if (this.#isHosted(host)) return false;
    return forbidsKeeping(tag, this.#tools.options.userAgent);
  }

  /** When a request may start; it is taken from the visit's budget. @throws {ProbeFailure} `retry-after`, `request-budget`, `domain-budget` */
  spend(host: Host, origin: Origin): Turn {
    // Whom a server of ours leads to was named by its operator, who is not out to misuse us.
    if (this.#ours === undefined) this.#tools.guests.enter(this.#host, host);
    return this.#admitted(host, this.#courtesy.spend(host), origin);
  }

  /** When something that is no request may start. @throws {ProbeFailure} `retry-after` */
  turn(host: Host): Turn {
    return this.#admitted(host, this.#courtesy.turn(host));
  }

  /** Keeps to a Crawl-delay; 0: the host asks for none. @throws {ProbeFailure} `crawl-delay` */
  honourDelay(host: Host, seconds: number): void {
    this.#courtesy.honourDelay(host, seconds);
  }

  /** Takes from an answer what it says about the next request. */
  note(target: Target, exchanged: Exchanged): void {
    this.#courtesy.note(target.host, exchanged);
    this.#manners.learn(target, exchanged);
  }

  #isHosted(host: Host): boolean {
    return this.#manners.towards(host) === 'hosted';
  }

  /** The host's turn, with the budgets it shares with others. */
  #admitted(host: Host, turn: Turn, origin?: Origin): Turn {
    const { budgets, options } = this.#tools;
    const consent = this.#manners.towards(host);
    const { maxWaitMs } = options;
    const addressOf = () => origin?.connection.address ?? this.#names.firstAddress(host);
    const admit = () => budgets.admit({ host, consent, maxWaitMs, signal: this.#signal, addressOf });
    const farewell = () => origin?.farewell;
    if (consent !== 'hosted') return { ...turn, admit, farewell, priority: 0 };
    // What robots.txt asked for before the server was proven ours does not hold any more.
    return { ...turn, admit, farewell, delayMs: 0, priority: 1 };
  }
}
