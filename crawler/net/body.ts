import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BodyFacts } from '../../model/exchange.ts';
import { ProbeFailure } from '../probe.ts';
import { classify } from './classify.ts';
import { decoderOf } from './decoder.ts';
import type { Watch } from './watch.ts';

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

/** Counts and limits what leaves the decoder. */
class Collected {
  readonly #limits: BodyLimits;
  readonly #chunks: Uint8Array[] = [];
  wireBytes = 0;
  decodedBytes = 0;
  truncated = false;

  constructor(limits: BodyLimits) {
    this.#limits = limits;
  }

  /** `consumedBytes`: what the decoder has read so far; the wire runs ahead of it. */
  add(chunk: Uint8Array, consumedBytes: number): void {
    const room = this.#limits.maxBytes - this.decodedBytes;
    this.#chunks.push(chunk.subarray(0, room));
    this.decodedBytes += Math.min(chunk.length, room);
    if (this.decodedBytes > ratioFreeBytes && this.decodedBytes > consumedBytes * maxRatio) {
      this.truncated = true;
      throw new ProbeFailure('body-inflates');
    }
    if (chunk.length > room) throw this.#overflow();
  }

  /** Compressed data that is longer than the cap will not be shorter decoded. */
  meter(chunk: Uint8Array): Error | null {
    this.wireBytes += chunk.length;
    return this.wireBytes > this.#limits.maxBytes + ratioFreeBytes ? this.#overflow() : null;
  }

  #overflow(): Error {
    this.truncated = true;
    return this.#limits.truncate ? new CapReached() : new ProbeFailure('body-too-large');
  }

  finish(failure?: ProbeFailure): ReceivedBody {
    const bytes = Buffer.concat(this.#chunks);
    const receivedSha256 = createHash('sha256').update(bytes).digest('hex');
    const { wireBytes, decodedBytes, truncated } = this;
    return {
      bytes,
      facts: { wireBytes, decodedBytes, receivedSha256, truncated },
      ...(failure && { failure }),
    };
  }
}

/** Reads and decodes a body within its limits. Never throws for what a server did. */
export async function readBody(
  body: Readable,
  {
    encoding,
    limits,
    watch,
  }: { readonly encoding: string | undefined; readonly limits: BodyLimits; readonly watch: Watch },
): Promise<ReceivedBody> {
  const collected = new Collected(limits);
  try {
    const meter = meterOf(collected, watch);
    const decoder = decoderOf(encoding);
    const sink = async (source: AsyncIterable<Uint8Array>) => {
      for await (const chunk of source) collected.add(chunk, decoder?.bytesWritten ?? collected.wireBytes);
    };
    await (decoder === undefined ? pipeline(body, meter, sink) : pipeline(body, meter, decoder, sink));
    return collected.finish();
  } catch (error) {
    body.destroy();
    return collected.finish(failureOf(error, collected, watch));
  }
}

function meterOf(collected: Collected, watch: Watch): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      watch.touch();
      done(collected.meter(chunk), chunk);
    },
  });
}

function failureOf(error: unknown, collected: Collected, watch: Watch): ProbeFailure | undefined {
  if (error instanceof CapReached) return undefined;
  if (watch.signal.aborted) return classify(watch.signal.reason, 'body');
  const failure = classify(error, 'body');
  // An empty body has no compressed form; servers name an encoding all the same.
  return collected.wireBytes === 0 && failure.failure.code === 'body-cut-off' && isZlibError(error)
    ? undefined
    : failure;
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
}
