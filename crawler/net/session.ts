import type { Clock } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { Consent } from '../../model/observation.ts';
import { ProbeFailure, settle } from '../probe.ts';
import { Answers } from './answers.ts';
import { Bodies } from './bodies.ts';
import type { BodyLimits } from './body.ts';
import type { Budgets } from './budgets.ts';
import { type Ask, type ChainOptions, followChain } from './chain.ts';
import { classify } from './classify.ts';
import { Courtesy } from './courtesy.ts';
import { type DialOptions, dial, secure } from './dialer.ts';
import { type Exchanged, performExchange } from './exchange.ts';
import type { Fetched, FetchOptions } from './fetched.ts';
import { tlsFacts } from './handshake.ts';
import type { Lanes, Turn } from './lanes.ts';
import { Manners } from './manners.ts';
import type { NetOptions, NetSession, Recording } from './net.ts';
import { OnceMore } from './once-more.ts';
import { Origin } from './origin.ts';
import { pinnedTo } from './pinned.ts';
import { Recorder, withheld } from './recorder.ts';
import type { AddressFacts } from './resolve.ts';
import type { NameResolver } from './resolver.ts';
import type { RobotsFacts } from './robots.ts';
import { RobotsGate } from './robots-gate.ts';
import { forbidsKeeping } from './robots-tag.ts';
import { Shield } from './shield.ts';
import type { TlsFacts } from './tls-facts.ts';
import type { Target } from './url-policy.ts';
import { failureOfAbort, Watch } from './watch.ts';

/** Stands for a body that is no evidence. */
const nothing = new Uint8Array();

/** What still waits when a visit is over ends with. */
const visitIsOver = new ProbeFailure('shutting-down');

/** What all sessions share. */
export interface SessionTools {
  readonly options: NetOptions;
  readonly dialing: DialOptions;
  readonly resolver: NameResolver;
  readonly lanes: Lanes;
  readonly budgets: Budgets;
  readonly clock: Clock;
  readonly log: Log;
}

/** One visit. */
export interface Visit {
  readonly host: Host;
  readonly consent: Consent;
  readonly signal: AbortSignal;
  /** The server's web domain, where an earlier visit was redirected to it. */
  readonly webDomain?: Host;
}

/** How one hop is asked for. `gated`: robots.txt holds. */
interface Asking {
  readonly accept: string | undefined;
  readonly limits: BodyLimits;
  readonly gated: boolean;
  readonly heedsTag: boolean;
  readonly address: string | undefined;
  readonly record: FetchOptions['record'];
}

/** The network as one visit to one server may use it. */
export class Session implements NetSession {
  readonly #tools: SessionTools;
  readonly #onClose: () => void;
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  readonly #courtesy: Courtesy;
  readonly #gate = new RobotsGate((url, options) => this.#chain(url, options, { gated: false }));
  readonly #answers = new Answers();
  readonly #bodies = new Bodies();
  readonly #recorder = new Recorder();
  readonly #shield: Shield;
  readonly #resolved = new OnceMore<AddressFacts>();
  readonly #manners: Manners;
  readonly #origins = new Map<string, Origin>();

  constructor({ host, consent, signal, webDomain }: Visit, tools: SessionTools, onClose: () => void) {
    const { options, clock } = tools;
    this.#onClose = onClose;
    this.#tools = tools;
    this.#manners = new Manners(host, consent, webDomain);
    this.#shield = new Shield(host);
    this.#signal = AbortSignal.any([signal, this.#closing.signal]);
    this.#courtesy = new Courtesy({
      requests: options.requestsPerVisit[consent],
      intervalMs: (host) => options.hostIntervalMs[this.#manners.towards(host)],
      maxWaitMs: options.maxWaitMs,
      signal: this.#signal,
      clock,
    });
  }

  async get(url: string, options: FetchOptions = {}): Promise<Fetched> {
    if (options.reuse === true) {
      const had = this.#answers.recall(url, options);
      for (const each of had?.hops ?? []) this.#recorder.add(withheld(each, options.record));
      if (had !== undefined) return had.fetched;
    }
    const hops: Exchanged[] = [];
    const fetched = await this.#chain(url, options, { gated: true, hops });
    this.#answers.remember(url, options, { fetched, hops });
    if (options.heedsRobotsTag !== true) return fetched;
    // It came from a URL that passed the policy, so its host is one.
    const host = new URL(fetched.url).hostname as Host;
    if (this.#heedsTag(host, fetched.headers)) throw new ProbeFailure('noindex');
    return fetched;
  }

  resolve(host: Host): Promise<AddressFacts> {
    return this.#resolved.get(host, () => this.#untilAborted(this.#tools.resolver.resolve(host)));
  }

  resolveText(name: string): Promise<readonly string[]> {
    return this.#untilAborted(this.#tools.resolver.resolveText(name));
  }

  async handshake(host: Host): Promise<TlsFacts> {
    this.#refuseExcluded(host);
    return this.#tools.lanes.run(host, this.#admitted(host, this.#courtesy.turn(host)), () =>
      this.#shake(host),
    );
  }

  async robots(host: Host): Promise<RobotsFacts> {
    return (await this.#gate.file(host)).facts;
  }

  shield(...names: readonly string[]): void {
    this.#shield.add(names.filter((name) => !this.#shield.isServer(name, '')));
  }

  takeRecording(): () => Recording {
    return this.#recorder.take(this.#shield, this.#tools.clock.now());
  }

  scrub<T>(value: T): T {
    return this.#shield.scrub(value);
  }

  async close(): Promise<void> {
    this.#closing.abort(visitIsOver);
    this.#onClose();
    await Promise.all([...this.#origins.values()].map((origin) => origin.close()));
  }

  #chain(
    url: string,
    options: ChainOptions,
    { gated, hops = [] }: { readonly gated: boolean; readonly hops?: Exchanged[] },
  ): Promise<Fetched> {
    const { address, record } = options;
    const heedsTag = options.heedsRobotsTag === true;
    const ask: Ask = async (target, accept, limits) => {
      const hop = await this.#ask(target, { accept, limits, gated, heedsTag, address, record });
      hops.push(hop);
      return hop;
    };
    return followChain(url, ask, address === undefined ? options : { ...options, maxRedirects: 0 });
  }

  async #ask(target: Target, asking: Asking): Promise<Exchanged> {
    const { accept, limits, gated, heedsTag, address, record } = asking;
    const { options, lanes, clock, log } = this.#tools;
    const { host, url } = target;
    this.#refuseExcluded(host);
    if (gated && this.#manners.towards(host) !== 'hosted') await this.#passGate(target);
    const request = { url, limits, signal: this.#signal, ...(accept !== undefined && { accept }) };
    const origin = this.#originOf(target, address);
    const answered = await lanes.run(host, this.#admitted(host, this.#courtesy.spend(host), origin), () =>
      performExchange(origin, request, { ...options, clock }),
    );
    const exchanged = this.#bodies.share(answered);
    this.#courtesy.note(host, exchanged);
    this.#manners.learn(target, exchanged);
    const unkept =
      limits.evidence === false || (heedsTag && this.#heedsTag(host, exchanged.exchange.responseHeaders));
    this.#recorder.add(unkept ? { ...exchanged, bytes: nothing } : withheld(exchanged, record));
    log.debug('exchange', { host, status: exchanged.exchange.status, code: exchanged.failure?.failure.code });
    return exchanged;
  }

  #refuseExcluded(host: Host): void {
    if (this.#manners.towards(host) === 'hosted' || this.#tools.options.excluded?.has(host) !== true) return;
    throw new ProbeFailure('opted-out');
  }

  /** The contract with a hosted server is its word; what its software sends to crawlers is not. */
  #heedsTag(host: Host, headers: Readonly<Record<string, string>>): boolean {
    if (this.#manners.towards(host) === 'hosted') return false;
    return forbidsKeeping(headers['x-robots-tag'], this.#tools.options.userAgent);
  }

  /** The host's turn, with the budgets it shares with others. */
  #admitted(host: Host, turn: Turn, origin?: Origin): Turn {
    const { budgets, options } = this.#tools;
    const consent = this.#manners.towards(host);
    const { maxWaitMs } = options;
    const addressOf = async () => origin?.connection.address ?? this.#firstAddress(host);
    const admit = () => budgets.admit({ host, consent, maxWaitMs, signal: this.#signal, addressOf });
    return { ...turn, admit, priority: consent === 'hosted' ? 1 : 0 };
  }

  /** Where a connection to the host is tried first. A name that does not resolve has none; whoever asks for it next hears why. */
  async #firstAddress(host: Host): Promise<string | undefined> {
    const resolved = await settle(this.resolve(host));
    return resolved.ok ? resolved.data.addresses[0]?.address : undefined;
  }

  async #passGate({ host, url }: Target): Promise<void> {
    if (url.pathname === '/robots.txt') return;
    const { crawlDelaySeconds } = (await this.#gate.pass(host, url)).facts;
    if (crawlDelaySeconds !== undefined) this.#courtesy.honourDelay(host, crawlDelaySeconds);
  }

  #originOf({ host, url }: Target, pin: string | undefined): Origin {
    const key = `${url.origin} ${pin ?? ''}`;
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const { dialing, options } = this.#tools;
    const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
    const { idleTimeoutMs } = options;
    const origin = new Origin({
      ...dialing,
      host,
      protocol,
      idleTimeoutMs,
      resolve: async () => {
        const facts = await this.resolve(host);
        return pin === undefined ? facts : pinnedTo(facts, pin);
      },
    });
    this.#origins.set(key, origin);
    return origin;
  }

  async #shake(host: Host): Promise<TlsFacts> {
    const { clock, dialing, options } = this.#tools;
    const facts = await this.resolve(host);
    const watch = new Watch(this.#signal, options.totalTimeoutMs);
    try {
      const { socket, address } = await dial(facts, 443, watch, dialing);
      const started = clock.elapsed();
      const tls = await secure({ socket, host, verify: false }, watch, dialing);
      const seen = tlsFacts(tls, address, clock.elapsed() - started);
      tls.destroy();
      return seen;
    } catch (error) {
      throw classify(error, watch.phase);
    } finally {
      watch.stop();
    }
  }

  /** c-ares keeps asking until its own limit; nobody waits for it after the visit. */
  async #untilAborted<T>(asking: Promise<T>): Promise<T> {
    const signal = this.#signal;
    if (signal.aborted) throw failureOfAbort(signal);
    const { promise, reject } = Promise.withResolvers<never>();
    const leave = () => reject(failureOfAbort(signal));
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([asking, promise]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }
}
