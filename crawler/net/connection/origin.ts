import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { FailureCode } from '../../../model/failure.ts';
import { type Answer, Reception } from '../answer/reception.ts';
import { classify } from '../classify.ts';
import { ProbeFailure } from '../probe-failure.ts';
import { type Request, sentAs } from '../request.ts';
import type { Watch } from '../watch.ts';
import { farewell } from './farewell.ts';
import { type Connection, Line, type LineOptions } from './line.ts';
import { overheadOf } from './overhead.ts';
import type { TlsFacts } from './tls-facts.ts';

/** Largest response head in bytes: Node's own limit, which real peers have too. */
const maxHeadBytes = 16 * 1024;
/** How long an idle connection is kept inside a visit. */
const keepAliveMs = 60_000;

/** What a connection that the server closed ends a request with. */
const closings: ReadonlySet<FailureCode> = new Set(['http-closed', 'connect-reset']);

/** Nothing is under way. */
const idle = (): void => {};

/** What a request that nobody waits for ends with. */
const visitIsOver = new ProbeFailure('visit-deadline');

/** A kept connection was closed under a request and nothing came back: it may be sent once more. Source: RFC 9112 §9.3.1. */
export class StaleConnection extends ProbeFailure {}

export interface OriginOptions extends LineOptions {
  /** Longest wait for a response head. */
  readonly idleTimeoutMs: number;
  /** Fires when nobody is asked any more. */
  readonly leaving: AbortSignal;
}

/** One origin as one visit uses it: at most one connection, one request at a time. */
export class Origin {
  readonly #options: OriginOptions;
  readonly #client: Client;
  readonly #line: Line;
  #watch: Watch | undefined;
  /** Looks at what came for the request under way. */
  #gauge: () => void = idle;
  /** Connections that were begun before the request under way. */
  #dialsBefore = 0;
  #farewell: Promise<void> | undefined;

  constructor(options: OriginOptions) {
    this.#options = options;
    this.#line = new Line(options);
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
    return this.#line.connection;
  }

  /** The farewell under way: until it is over the server may be at work on a request that we hung up on. Undefined: there is none. */
  get farewell(): Promise<void> | undefined {
    return this.#farewell;
  }

  /** What the TLS session of the connection shows, as long as it stands. */
  get tls(): TlsFacts | undefined {
    return this.#line.tls;
  }

  /** Sends one request and resolves with the answer; rejects with what came instead of a head, which `failureOf` reads. */
  async request(request: Request, watch: Watch): Promise<Answer> {
    const { clock, idleTimeoutMs } = this.#options;
    this.#watch = watch;
    this.#line.begin();
    this.#dialsBefore = this.#line.dials;
    watch.enter('http', idleTimeoutMs);
    const reception = new Reception(watch, { limits: request.limits, idleTimeoutMs, clock });
    // Nobody waits for a server to hang up when it is we who go.
    watch.onEnd((failure) =>
      failure.failure.code === 'shutting-down' ? reception.stop(failure) : reception.leave(failure),
    );
    this.#gauge = this.#gaugeOf(request, reception, watch);
    this.#client.dispatch(sentAs(request), reception);
    try {
      return await reception.answer;
    } finally {
      // It has the body, and an origin may wait for its next request for long.
      this.#gauge = idle;
    }
  }

  /**
   * What the request under way ended with instead of an answer: `StaleConnection` when the server had closed a kept connection meanwhile.
   * @throws {unknown} the error itself, when it is a bug of ours.
   */
  failureOf(error: unknown, watch: Watch): ProbeFailure {
    if (watch.ended !== undefined) return watch.ended;
    const cause = classify(error, watch.phase);
    const { code, detail } = cause.failure;
    if (this.#line.dials !== this.#dialsBefore || !closings.has(code)) return cause;
    return new StaleConnection(code, detail, { cause });
  }

  /** Hangs up on the server under its request. Whoever asks it next waits for `farewell`; nobody else has to. */
  hangUp(): void {
    this.#farewell = farewell(this.#line.socket, this.#options.leaving).finally(() => {
      this.#farewell = undefined;
    });
  }

  /** Closes the connection: at once, or behind the farewell under way, which whoever closes it does not wait for. */
  async close(): Promise<void> {
    const end = () => this.#client.destroy(visitIsOver);
    if (this.#farewell === undefined) await end();
    else void this.#farewell.then(end);
  }

  /** Ends the answer to a request where it is more frame than content. */
  #gaugeOf({ limits }: Request, reception: Reception, watch: Watch): () => void {
    const { socket: kept } = this.#line;
    const before = kept?.bytesRead ?? 0;
    return () => {
      const { socket } = this.#line;
      const came = (socket?.bytesRead ?? 0) - (socket === kept ? before : 0);
      const code = overheadOf(came, watch.phase, limits);
      if (code !== undefined) reception.stop(new ProbeFailure(code));
    };
  }

  async #open(): Promise<Socket> {
    const watch = this.#watch;
    // undici only dials for a request, and a request sets its watch first.
    if (watch === undefined || watch.ended !== undefined) throw new ProbeFailure('visit-deadline');
    const socket = await this.#line.open(watch);
    // One listener for the connection's life: undici tells of bodies, and of what came before them or between them nothing.
    socket.on('readable', () => this.#gauge());
    // The response head's time runs from here.
    watch.enter('http', this.#options.idleTimeoutMs);
    return socket;
  }
}
