import { type Failure, type FailureCode, failure } from '../../model/failure.ts';

/** What a remote server, or a limit of ours, did to a probe. The only thing a probe throws. */
export class ProbeFailure extends Error {
  override readonly name = 'ProbeFailure';
  readonly failure: Failure;

  constructor(code: FailureCode, detail?: string, options?: ErrorOptions) {
    // It is data: nobody asks where it was made, and to note that would cost more than all else about it.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(code, options);
    Error.stackTraceLimit = stackTraceLimit;
    this.failure = failure(code, detail);
  }
}

/** What a question ended in. */
export type Settled<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly failure: Failure };

/** Turns a remote failure into a value. Bugs of ours still throw. */
export async function settle<T>(answer: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, data: await answer };
  } catch (error) {
    if (error instanceof ProbeFailure) return { ok: false, failure: error.failure };
    throw error;
  }
}
