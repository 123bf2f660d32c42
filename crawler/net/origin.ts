import type { TLSSocket } from 'node:tls';
import { Client } from 'undici';
import type { Timings } from '../../model/exchange.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import { ProbeFailure } from '../probe.ts';
import type { BodyLimits } from './body.ts';
import { classify } from './classify.ts';
import { type DialOptions, dial, secure } from './dialer.ts';
import { tlsFacts } from './handshake.ts';
import { type Answer, Reception } from './reception.ts';
import type { AddressFacts } from './resolve.ts';
import type { TlsFacts } from './tls-facts.ts';
import type { Watch } from './watch.ts';

/** Largest response head in bytes: Node's own limit, which real peers have too. */
const maxHeadBytes = 16 * 1024;
/** How long an idle connection is kept inside a visit. */
const keepAliveMs = 60_000;

/** What a connection that the server closed ends a request with. */
const closings: ReadonlySet<FailureCode> = new Set(['http-closed', 'connect-reset']);

/** What a request that nobody waits for ends with. */
const visitIsOver = new ProbeFailure('visit-deadline');

/** A kept connection was closed under a request and nothing came back: it may be sent once more. Source: RFC 9112 §9.3.1. */
export class StaleConnection extends ProbeFailure {}

/** How a request's connection came about. Empty timings: it was there already. */
export interface Connection {
  readonly address?: string;
  readonly timings: Pick<Timings, 'dnsMs' | 'connectMs' | 'tlsMs'>;
}

/** A connection with TLS on it, whose certificate validated. */
interface Secured {
  readonly socket: TLSSocket;
  readonly address: string;
  readonly handshakeMs: number;
}

export interface OriginOptions extends DialOptions {
  readonly host: Host;
  readonly protocol: 'https:' | 'http:';
  /** Longest wait for a response head. */
  readonly idleTimeoutMs: number;
  /** The session's resolution: made once, then remembered. */
  readonly resolve: () => Promise<AddressFacts>;
}

/** One request. `path`: with its query. */
export interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is posted. Absent: nothing. */
  readonly upload?: Uint8Array;
  readonly limits: BodyLimits;
}

/** One origin as one visit uses it: at most one connection, one request at a time. */
export class Origin {
  readonly #options: OriginOptions;
  readonly #client: Client;
  #watch: Watch | undefined;
  #connection: Connection = { timings: {} };
  #dials = 0;
  #secured: Secured | undefined;

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

  /** What the TLS session of the connection shows, as long as it stands. */
  get tls(): TlsFacts | undefined {
    const secured = this.#secured;
    // A socket whose handle is gone has no protocol any more.
    if (secured === undefined || secured.socket.destroyed || secured.socket.getProtocol() === null)
      return undefined;
    return tlsFacts(secured.socket, secured.address, secured.handshakeMs);
  }

  /**
   * Sends one request and resolves with the answer.
   * @throws {ProbeFailure} when no head came; `StaleConnection` when the server had closed a kept connection meanwhile.
   */
  async request(question: Question, watch: Watch): Promise<Answer> {
    this.#watch = watch;
    const { address } = this.#connection;
    this.#connection = address === undefined ? { timings: {} } : { address, timings: {} };
    const dialsBefore = this.#dials;
    try {
      return await this.#ask(question, watch);
    } catch (error) {
      if (watch.ended !== undefined) throw watch.ended;
      const cause = classify(error, watch.phase);
      const { code, detail } = cause.failure;
      if (this.#dials !== dialsBefore || !closings.has(code)) throw cause;
      throw new StaleConnection(code, detail, { cause });
    }
  }

  async close(): Promise<void> {
    await this.#client.destroy(visitIsOver);
  }

  async #ask({ method, path, headers, upload, limits }: Question, watch: Watch): Promise<Answer> {
    const { clock, idleTimeoutMs } = this.#options;
    watch.enter('http', idleTimeoutMs);
    const reception = new Reception(watch, { limits, idleTimeoutMs, clock });
    const leave = watch.onEnd((failure) => reception.stop(failure));
    const body = upload === undefined ? null : Buffer.from(upload);
    this.#client.dispatch({ method, path, headers: { ...headers }, body }, reception);
    try {
      return await reception.answer;
    } finally {
      leave();
    }
  }

  async #open() {
    const watch = this.#watch;
    // undici only dials for a request, and a request sets its watch first.
    if (watch === undefined || watch.ended !== undefined) throw new ProbeFailure('visit-deadline');
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
    const tlsMs = clock.elapsed() - secureFrom;
    this.#connection = { address: tcp.address, timings: { ...timings, tlsMs } };
    this.#secured = { socket, address: tcp.address, handshakeMs: tlsMs };
    return this.#ready(socket, watch);
  }

  /** The response head's time runs from here. */
  #ready<S>(socket: S, watch: Watch): S {
    watch.enter('http', this.#options.idleTimeoutMs);
    return socket;
  }
}
