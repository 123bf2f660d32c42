import type { Exchanged } from './exchange.ts';

/** The bodies of one visit. Equal ones become one, so that they are parsed and kept once. */
export class Bodies {
  readonly #byDigest = new Map<string, Uint8Array>();

  /** The exchange with the bytes of an equal body that came before. */
  share(exchanged: Exchanged): Exchanged {
    const { body } = exchanged.exchange;
    if (body === undefined || exchanged.bytes.length === 0) return exchanged;
    const before = this.#byDigest.get(body.receivedSha256);
    if (before !== undefined) return { ...exchanged, bytes: before };
    this.#byDigest.set(body.receivedSha256, exchanged.bytes);
    return exchanged;
  }
}
