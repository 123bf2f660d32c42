import { hash } from 'node:crypto';
import type { BodyFacts } from '../../../model/exchange.ts';
import { classify } from '../classify.ts';
import { ProbeFailure } from '../probe-failure.ts';

/** How much of a body is taken. `truncate`: what is over the cap is left, instead of a failure. */
export interface BodyLimits {
  readonly maxBytes: number;
  readonly truncate: boolean;
  /** False: the body is no evidence. */
  readonly evidence?: boolean;
}

/** What came of a body; `failure` says what ended it early. */
export interface ReceivedBody {
  readonly bytes: Uint8Array;
  readonly facts: BodyFacts;
  readonly failure?: ProbeFailure;
}

/** Below this size any ratio is harmless. */
const ratioFreeBytes = 64 * 1024;
const maxRatio = 100;

/** Ends reading at the cap; no failure by itself. */
class CapReached extends Error {}

/** The decoded part of a body so far, within its limits. */
export class Collected {
  readonly #limits: BodyLimits;
  readonly #chunks: Uint8Array[] = [];
  #wireBytes = 0;
  #decodedBytes = 0;
  #truncated = false;

  constructor(limits: BodyLimits) {
    this.#limits = limits;
  }

  get wireBytes(): number {
    return this.#wireBytes;
  }

  /** Counts what the wire brought: compressed data that is longer than the cap will not be shorter decoded. @throws {Error} at the cap. */
  meter(chunk: Uint8Array): void {
    this.#wireBytes += chunk.length;
    if (this.#wireBytes > this.#limits.maxBytes + ratioFreeBytes) throw this.#overflow();
  }

  /** Takes decoded bytes. `consumedBytes`: what the decoder has read so far; the wire runs ahead of it. @throws {Error} at the cap. */
  add(chunk: Uint8Array, consumedBytes: number): void {
    const room = this.#limits.maxBytes - this.#decodedBytes;
    this.#chunks.push(chunk.subarray(0, room));
    this.#decodedBytes += Math.min(chunk.length, room);
    if (this.#decodedBytes > ratioFreeBytes && this.#decodedBytes > consumedBytes * maxRatio) {
      this.#truncated = true;
      throw new ProbeFailure('body-inflates');
    }
    if (chunk.length > room) throw this.#overflow();
  }

  #overflow(): Error {
    this.#truncated = true;
    return this.#limits.truncate ? new CapReached() : new ProbeFailure('body-too-large');
  }

  /** What came, and why it ended. `error` absent: it came whole. @throws {unknown} an error that is a bug of ours. */
  finish(error?: unknown): ReceivedBody {
    const failure = error === undefined ? undefined : this.#failureOf(error);
    const bytes = joined(this.#chunks);
    const facts = {
      wireBytes: this.#wireBytes,
      decodedBytes: this.#decodedBytes,
      receivedSha256: hash('sha256', bytes),
      truncated: this.#truncated,
    };
    return { bytes, facts, ...(failure && { failure }) };
  }

  #failureOf(error: unknown): ProbeFailure | undefined {
    if (error instanceof CapReached) return undefined;
    const failure = classify(error, 'body');
    // An empty body has no compressed form; servers name an encoding all the same.
    return this.#wireBytes === 0 && failure.failure.code === 'body-cut-off' && isZlibError(error)
      ? undefined
      : failure;
  }
}

/** A chunk alone needs no copy, unless it is a small part of a buffer that it would keep alive. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  const isEnough = chunks.length === 1 && first !== undefined && first.length * 2 > first.buffer.byteLength;
  return isEnough ? first : Buffer.concat(chunks);
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
}
