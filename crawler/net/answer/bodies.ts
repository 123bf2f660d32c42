import type { ReceivedBody } from './body.ts';

/** The bodies of one visit. Equal ones become one, so that they are parsed and kept once. */
export class Bodies {
  readonly #byDigest = new Map<string, Uint8Array>();

  /** The bytes of an equal body that came before, or these. */
  shared({ bytes, facts }: ReceivedBody): Uint8Array {
    if (bytes.length === 0) return bytes;
    const before = this.#byDigest.get(facts.receivedSha256);
    if (before === undefined) this.#byDigest.set(facts.receivedSha256, bytes);
    return before ?? bytes;
  }
}
