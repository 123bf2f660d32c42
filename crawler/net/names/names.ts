import type { Host } from '../../../model/host.ts';
import { onAbort } from '../on-abort.ts';
import { OnceMore } from '../once-more.ts';
import { settle } from '../probe-failure.ts';
import { failureOfAbort } from '../watch.ts';
import type { AddressFacts } from './resolve.ts';
import type { NameResolver } from './resolver.ts';

/** The names of one visit: each is resolved once, and nobody waits for an answer when the visit is over. */
export class Names {
  readonly #resolver: NameResolver;
  readonly #signal: AbortSignal;
  readonly #resolved = new OnceMore<AddressFacts>();

  constructor(resolver: NameResolver, signal: AbortSignal) {
    this.#resolver = resolver;
    this.#signal = signal;
  }

  /** @throws {ProbeFailure} `dns-*` */
  resolve(host: Host): Promise<AddressFacts> {
    return this.#resolved.get(host, () => this.#untilAborted(this.#resolver.resolve(host)));
  }

  /** @throws {ProbeFailure} `dns-*` */
  resolveText(name: string): Promise<readonly string[]> {
    return this.#untilAborted(this.#resolver.resolveText(name));
  }

  /** Where a connection to the host is tried first. A name that does not resolve has none; whoever asks for it next hears why. */
  async firstAddress(host: Host): Promise<string | undefined> {
    const resolved = await settle(this.resolve(host));
    return resolved.ok ? resolved.data.addresses[0]?.address : undefined;
  }

  /** c-ares keeps asking until its own limit. */
  async #untilAborted<T>(asking: Promise<T>): Promise<T> {
    const signal = this.#signal;
    if (signal.aborted) throw failureOfAbort(signal);
    const { promise, reject } = Promise.withResolvers<never>();
    const stay = onAbort(signal, () => reject(failureOfAbort(signal)));
    try {
      return await Promise.race([asking, promise]);
    } finally {
      stay();
    }
  }
}
