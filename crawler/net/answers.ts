import type { Exchanged } from './exchange.ts';
import type { Fetched, FetchOptions } from './fetched.ts';

/** One answered GET of a visit, with the hops that have to be recorded wherever it is used. */
export interface KeptAnswer {
  readonly fetched: Fetched;
  readonly hops: readonly Exchanged[];
}

/** The answers of one visit, so that two probes that ask the same thing cost a server one request. */
export class Answers {
  readonly #byQuestion = new Map<string, KeptAnswer>();

  remember(url: string, options: FetchOptions, answer: KeptAnswer): void {
    this.#byQuestion.set(questionOf(url, options), answer);
  }

  /** The newest answer to the same question. */
  recall(url: string, options: FetchOptions): KeptAnswer | undefined {
    return this.#byQuestion.get(questionOf(url, options));
  }
}

function questionOf(
  url: string,
  { accept, maxBytes, maxRedirects, allowHttp, address, method, range, gitProtocol }: FetchOptions,
): string {
  return `${accept}\n${maxBytes} ${maxRedirects} ${allowHttp} ${address} ${method} ${range} ${gitProtocol}\n${url}`;
}
