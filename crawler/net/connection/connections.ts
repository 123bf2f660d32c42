import type { Host } from '../../../model/host.ts';
import { classify } from '../classify.ts';
import type { Names } from '../names/names.ts';
import type { SessionTools } from '../session-tools.ts';
import type { Target } from '../url-policy.ts';
import { Watch } from '../watch.ts';
import { dial, secure } from './dialer.ts';
import { tlsFacts } from './handshake.ts';
import { Origin } from './origin.ts';
import { pinnedTo } from './pinned.ts';
import type { TlsFacts } from './tls-facts.ts';

type ConnectionTools = Pick<SessionTools, 'dialing' | 'options' | 'clock' | 'leaving'>;

/** The connections of one visit: at most one an origin and chosen address, kept until `close`. */
export class Connections {
  readonly #tools: ConnectionTools;
  readonly #names: Names;
  readonly #origins = new Map<string, Origin>();

  constructor(tools: ConnectionTools, names: Names) {
    this.#tools = tools;
    this.#names = names;
  }

  /** The origin of a target. `pin`: the one address to connect to. */
  originOf({ host, url }: Target, pin: string | undefined): Origin {
    const key = keyOf(url.origin, pin);
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const { dialing, options, leaving } = this.#tools;
    const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
    const { idleTimeoutMs } = options;
    const resolve = async () => {
      const facts = await this.#names.resolve(host);
      return pin === undefined ? facts : pinnedTo(facts, pin);
    };
    const origin = new Origin({ ...dialing, host, protocol, idleTimeoutMs, resolve, leaving });
    this.#origins.set(key, origin);
    return origin;
  }

  /** The TLS session of the connection to a host's own address, where one stands: another handshake would show the same. */
  standing(host: Host): TlsFacts | undefined {
    return this.#origins.get(keyOf(`https://${host}`, undefined))?.tls;
  }

  /** A connection of its own that sends no request and does not refuse a certificate. @throws {ProbeFailure} when no session came about. */
  async shake(host: Host, signal: AbortSignal): Promise<TlsFacts> {
    const { clock, dialing, options } = this.#tools;
    const facts = await this.#names.resolve(host);
    const watch = new Watch(signal, options.totalTimeoutMs);
    try {
      const { socket, address } = await dial(facts, 443, watch, dialing);
      const started = clock.elapsed();
      const tls = await secure({ socket, host, verify: false }, watch, dialing);
      const handshakeMs = clock.elapsed() - started;
      const seen = tlsFacts({ ...tls, address, handshakeMs });
      tls.socket.destroy();
      return seen;
    } catch (error) {
      throw classify(error, watch.phase);
    } finally {
      watch.stop();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#origins.values()].map((origin) => origin.close()));
  }
}

function keyOf(origin: string, pin: string | undefined): string {
  return `${origin} ${pin ?? ''}`;
}
