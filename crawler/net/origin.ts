import { Client, type Dispatcher } from 'undici';
import type { Timings } from '../../model/exchange.ts';
import type { Host } from '../../model/host.ts';
import { ProbeFailure } from '../probe.ts';
import { classify } from './classify.ts';
import { type DialOptions, dial, secure } from './dialer.ts';
import type { AddressFacts } from './resolve.ts';
import type { Watch } from './watch.ts';

/** Largest response head in bytes: Node's own limit, which real peers have too. */
const maxHeadBytes = 16 * 1024;
/** How long an idle connection is kept inside a visit. */
const keepAliveMs = 60_000;

/** How a request's connection came about. Empty timings: it was there already. */
export interface Connection {
  readonly address?: string;
  readonly timings: Pick<Timings, 'dnsMs' | 'connectMs' | 'tlsMs'>;
}

export interface OriginOptions extends DialOptions {
  readonly host: Host;
  readonly protocol: 'https:' | 'http:';
  /** Longest wait for a response head. */
  readonly idleTimeoutMs: number;
  /** The session's resolution: made once, then remembered. */
  readonly resolve: () => Promise<AddressFacts>;
}

/** A response head with its body still to come. */
export type ResponseHead = Dispatcher.ResponseData;

/** One origin as one visit uses it: at most one connection, one request at a time. */
export class Origin {
  readonly #options: OriginOptions;
  readonly #client: Client;
  #watch: Watch | undefined;
  #connection: Connection = { timings: {} };
  #dials = 0;

  constructor(options: OriginOptions) {
    this.#options = options;
    this.#client = new Client(`${options.protocol}//${options.host}`, {
      // undici never sees a name, a port or TLS: what it gets back is a socket that passed the guard.
      connect: (_, callback) => {
        this.#open().then(
          (socket) => callback(null, socket),
          (error: unknown) =>
            callback(error instanceof Error ? error : new Error('dial failed', { cause: error }), null),
        );
      },
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: maxHeadBytes,
      // The watch has the timers; undici's are coarse above a second.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: keepAliveMs,
    });
  }

  /** The connection of the request under way, as far as it got. */
  get connection(): Connection {
    return this.#connection;
  }

  /**
   * Sends one GET and resolves with the head. A kept connection that the server closed meanwhile is replaced once, as RFC 9112 §9.3.1 allows.
   * @throws {ProbeFailure}
   */
  async request(
    path: string,
    headers: Readonly<Record<string, string>>,
    watch: Watch,
  ): Promise<ResponseHead> {
    this.#watch = watch;
    this.#connection =
      this.#connection.address === undefined
        ? { timings: {} }
        : { address: this.#connection.address, timings: {} };
    const dialsBefore = this.#dials;
    try {
      return await this.#ask(path, headers, watch);
    } catch (error) {
      const failure = failureOf(error, watch);
      const stale =
        this.#dials === dialsBefore && ['http-closed', 'connect-reset'].includes(failure.failure.code);
      if (!stale || watch.signal.aborted) throw failure;
    }
    try {
      return await this.#ask(path, headers, watch);
    } catch (error) {
      throw failureOf(error, watch);
    }
  }

  async close(): Promise<void> {
    await this.#client.destroy(new ProbeFailure('visit-deadline'));
  }

  #ask(path: string, headers: Readonly<Record<string, string>>, watch: Watch): Promise<ResponseHead> {
    watch.enter('http', this.#options.idleTimeoutMs);
    return this.#client.request({
      method: 'GET',
      path,
      headers,
      signal: watch.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async #open() {
    const watch = this.#watch;
    // undici only dials for a request, and a request sets its watch first.
    if (watch === undefined || watch.signal.aborted) throw new ProbeFailure('visit-deadline');
    this.#dials += 1;
    this.#connection = { timings: {} };
    const { clock, host, protocol, resolve } = this.#options;
    const started = clock.elapsed();
    watch.enter('dns');
    const facts = await resolve();
    // A resolution that was remembered takes no time, and did not happen in this exchange.
    const dnsMs =
      facts.source === 'resolver' && facts.durationMs <= clock.elapsed() - started
        ? facts.durationMs
        : undefined;
    const tcp = await dial(facts, protocol === 'https:' ? 443 : 80, watch, this.#options);
    const timings = { ...(dnsMs !== undefined && { dnsMs }), connectMs: tcp.connectMs };
    this.#connection = { address: tcp.address, timings };
    if (protocol === 'http:') return this.#ready(tcp.socket, watch);
    const secureFrom = clock.elapsed();
    const socket = await secure({ socket: tcp.socket, host, verify: true }, watch, this.#options);
    this.#connection = { address: tcp.address, timings: { ...timings, tlsMs: clock.elapsed() - secureFrom } };
    return this.#ready(socket, watch);
  }

  /** The response head's time runs from here. */
  #ready<S>(socket: S, watch: Watch): S {
    watch.enter('http', this.#options.idleTimeoutMs);
    return socket;
  }
}

function failureOf(error: unknown, watch: Watch): ProbeFailure {
  if (watch.signal.aborted) return classify(watch.signal.reason, watch.phase);
  return classify(error, watch.phase);
}
