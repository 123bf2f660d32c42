import { Transform, type TransformCallback } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { ProbeFailure } from '../probe-failure.ts';

/** A decoder that knows how much it has read. */
export type Decoder = Transform & { readonly bytesWritten: number };

/** What undoes a `Content-Encoding`; undefined: there is nothing to undo. @throws {ProbeFailure} `body-encoding` for several encodings, or one we did not ask for and cannot read. */
export function decoderOf(encoding: string | undefined): Decoder | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return new Deflate();
    default:
      throw new ProbeFailure('body-encoding', 'the body has a content encoding that we did not ask for');
  }
}

/** Deflate as servers send it: in a zlib wrapper as the RFC says, or bare. Source: RFC 9110 §8.4.1.2. */
class Deflate extends Transform {
  #inner: Decoder | undefined;

  get bytesWritten(): number {
    return this.#inner?.bytesWritten ?? 0;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#inner ??= this.#start(chunk);
    this.#inner.write(chunk, () => done());
  }

  override _flush(done: TransformCallback): void {
    if (this.#inner === undefined) done();
    else this.#inner.once('end', () => done()).end();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inner?.destroy();
    done(error);
  }

  #start(chunk: Buffer): Decoder {
    const wrapped = ((chunk[0] ?? 0) & 0x0f) === 8;
    const inner = wrapped ? createInflate() : createInflateRaw();
    inner.on('data', (data: Buffer) => this.push(data));
    inner.on('error', (error) => this.destroy(error));
    return inner;
  }
}
