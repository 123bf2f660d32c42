import type { Socket } from 'node:net';
import type { Timings } from '../../../model/exchange.ts';
import type { Host } from '../../../model/host.ts';
import type { AddressFacts } from '../names/resolve.ts';
import type { Watch } from '../watch.ts';
import { type DialOptions, dial, secure } from './dialer.ts';
import { type Secured, type SessionFacts, sessionFacts, tlsFacts } from './handshake.ts';
import type { TlsFacts } from './tls-facts.ts';

/** How a request's connection came about. Empty timings: it was there already. */
export interface Connection {
  readonly address?: string;
  /** Absent: there is no TLS on it. */
  readonly session?: SessionFacts;
  readonly timings: Pick<Timings, 'dnsMs' | 'connectMs' | 'tlsMs'>;
}

export interface LineOptions extends DialOptions {
  readonly host: Host;
  readonly protocol: 'https:' | 'http:';
  /** The session's resolution: made once, then remembered. */
  readonly resolve: () => Promise<AddressFacts>;
}

/** The line to one origin: how its connections are opened, and what is known of the last one. */
export class Line {
  readonly #options: LineOptions;
  #connection: Connection = { timings: {} };
  #dials = 0;
  #socket: Socket | undefined;
  #secured: Secured | undefined;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** The connection of the request under way, as far as it got. */
  get connection(): Connection {
    return this.#connection;
  }

  /** The last connection that was opened. Undefined: none was. */
  get socket(): Socket | undefined {
    return this.#socket;
  }

  /** How often a connection was begun. */
  get dials(): number {
    return this.#dials;
  }

  /** What the TLS session of the connection shows, as long as it stands. */
  get tls(): TlsFacts | undefined {
    const { socket } = this.#secured ?? {};
    // A socket whose handle is gone has no protocol any more.
    if (socket === undefined || socket.destroyed || socket.getProtocol() === null) return undefined;
    return this.#secured && tlsFacts(this.#secured);
  }

  /** A request begins: unless it opens a connection, it uses the one that is there. */
  begin(): void {
    this.#connection = { ...this.#connection, timings: {} };
  }

  /** Opens a connection, with TLS where the protocol says so. @throws {ProbeFailure} */
  async open(watch: Watch): Promise<Socket> {
    this.#socket = await this.#opened(watch);
    return this.#socket;
  }

  async #opened(watch: Watch): Promise<Socket> {
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
    if (protocol === 'http:') return tcp.socket;
    const secureFrom = clock.elapsed();
    const tls = await secure({ socket: tcp.socket, host, verify: true }, watch, this.#options);
    const tlsMs = clock.elapsed() - secureFrom;
    const { address } = tcp;
    this.#secured = { ...tls, address, handshakeMs: tlsMs };
    this.#connection = { address, session: sessionFacts(tls), timings: { ...timings, tlsMs } };
    return tls.socket;
  }
}
