import type { Chain } from './chain.ts';
import type { FetchOptions } from './fetched.ts';

/** What of the options makes another question of it. */
const telling = [
  ...(['accept', 'maxBytes', 'maxRedirects', 'allowHttp', 'address'] as const),
  ...(['method', 'range', 'gitProtocol'] as const),
] as const;

interface Answered {
  readonly options: FetchOptions;
  readonly answer: Chain;
}

/** The answers of one visit, so that two probes that ask the same thing cost a server one request. */
export class Answers {
  readonly #byUrl = new Map<string, readonly Answered[]>();

  remember(url: string, options: FetchOptions, answer: Chain): void {
    const others = this.#byUrl.get(url)?.filter((each) => !isSame(each.options, options)) ?? [];
    this.#byUrl.set(url, [...others, { options, answer }]);
  }

  /** The newest answer to the same question. */
  recall(url: string, options: FetchOptions): Chain | undefined {
    return this.#byUrl.get(url)?.find((each) => isSame(each.options, options))?.answer;
  }
}

function isSame(one: FetchOptions, other: FetchOptions): boolean {
  return telling.every((name) => one[name] === other[name]);
}
