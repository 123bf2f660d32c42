import type { Dispatcher } from 'undici';
import type { Clock } from '../../../model/clock.ts';
import { ProbeFailure } from '../probe-failure.ts';
import type { Watch } from '../watch.ts';
import { type BodyLimits, Collected, type ReceivedBody } from './body.ts';
import { type Decoder, decoderOf } from './decoder.ts';
import { oneValue } from './response-head.ts';

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** A response head. `now` and `elapsed`: when it was there, on both clocks. */
export interface ResponseHead {
  readonly statusCode: number;
  readonly headers: Headers;
  readonly now: number;
  readonly elapsed: number;
}

/** A response head with its body, or as much of it as came. `isWhole`: the server has said all that it had to say. */
export interface Answer {
  readonly head: ResponseHead;
  readonly body: ReceivedBody;
  readonly isWhole: boolean;
}

/** What a reception is limited by. `idleTimeoutMs`: the longest silence in a body. */
export interface ReceptionOptions {
  readonly limits: BodyLimits;
  readonly idleTimeoutMs: number;
  readonly clock: Clock;
}

const maxHeaderFields = 100;

/** What an answer that nobody waits for any more is cut off with. */
const tooLate = new Error('the answer came too late');

/** One answer as it comes in. undici calls it; streams in between would cost more than all the rest of a small answer. */
export class Reception implements Dispatcher.DispatchHandler {
  readonly #watch: Watch;
  readonly #options: ReceptionOptions;
  readonly #collected: Collected;
  readonly #settled = Promise.withResolvers<Answer>();
  #controller: Controller | undefined;
  #head: ResponseHead | undefined;
  #decoder: Decoder | undefined;
  #isWhole = false;
  #isOver = false;

  constructor(watch: Watch, options: ReceptionOptions) {
    this.#watch = watch;
    this.#options = options;
    this.#collected = new Collected(options.limits);
  }

  /** Resolves once there was a head, whatever became of the body; rejects with what came instead of a head. */
  get answer(): Promise<Answer> {
    return this.#settled.promise;
  }

  /** Ends it, with the connection where the body is not whole. */
  stop(reason: Error): void {
    this.#controller?.abort(reason);
    this.#give(reason);
  }

  /** Ends it, and leaves the connection to whoever hangs up on it; what comes all the same closes that. */
  leave(reason: Error): void {
    this.#give(reason);
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#watch.ended !== undefined) controller.abort(this.#watch.ended);
  }

  onResponseStart(controller: Controller, statusCode: number, headers: Headers): void {
    if (this.#isOver) return void controller.abort(tooLate);
    if (statusCode < 200) return;
    if (Object.keys(headers).length > maxHeaderFields) throw new ProbeFailure('http-head-too-large');
    const { clock, idleTimeoutMs } = this.#options;
    this.#head = { statusCode, headers, now: clock.now(), elapsed: clock.elapsed() };
    this.#watch.enter('body', idleTimeoutMs);
    this.#decoder = decoderOf(oneValue(headers['content-encoding']));
    if (this.#decoder !== undefined) this.#read(this.#decoder);
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#isOver) return void controller.abort(tooLate);
    this.#watch.touch();
    this.#collected.meter(chunk);
    if (this.#decoder === undefined) this.#collected.add(chunk, this.#collected.wireBytes);
    else if (!this.#decoder.write(chunk)) {
      controller.pause();
      this.#decoder.once('drain', () => controller.resume());
    }
  }

  onResponseEnd(): void {
    this.#isWhole = true;
    if (this.#decoder === undefined) this.#give();
    else this.#decoder.end();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#give(error);
  }

  #read(decoder: Decoder): void {
    decoder.on('data', (chunk: Buffer) => {
      if (this.#isOver) return;
      try {
        this.#collected.add(chunk, decoder.bytesWritten);
      } catch (error) {
        this.stop(error instanceof Error ? error : new Error('the body was refused', { cause: error }));
      }
    });
    decoder.once('end', () => this.#give());
    // Stays for the decoder's life: what it says of bytes after the end is of no use.
    decoder.on('error', (error) => this.stop(error));
  }

  /** Only the first call counts. */
  #give(error?: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const head = this.#head;
    try {
      if (head === undefined) this.#settled.reject(error);
      else {
        const body = this.#collected.finish(this.#watch.ended ?? error);
        this.#settled.resolve({ head, body, isWhole: this.#isWhole });
      }
    } catch (bug) {
      this.#settled.reject(bug);
    }
    this.#decoder?.destroy();
  }
}
