import type { Exchange } from '../../model/exchange.ts';

/** Takes from an answer what may be kept of it. Undefined: it is none that it reads. */
export type Excerpt = (bytes: Uint8Array, url: string) => object | undefined;

/** How one GET is made. */
export interface FetchOptions {
  /** `HEAD`: the answer without its body. Default `GET`. */
  readonly method?: 'GET' | 'HEAD';
  /** The `Range` header: a part of a file, which then comes without a content encoding. Source: RFC 9110 §14.2. */
  readonly range?: string;
  /** Git's protocol version, in the header `Git-Protocol`. Source: gitprotocol-v2. */
  readonly gitProtocol?: 2;
  /** The `Accept` header, literally. Absent: any type. */
  readonly accept?: string;
  /** Cap on the decoded body in bytes. Default 1 MiB (what Mastodon reads of an actor). */
  readonly maxBytes?: number;
  /** Is a longer body cut at the cap, instead of refused? Default false. */
  readonly truncate?: boolean;
  /** Cap on hops. Default 5; 0: a redirect is the answer. */
  readonly maxRedirects?: number;
  /** Is the body kept as evidence? Default true; lists are not. */
  readonly evidence?: boolean;
  /**
   * What is kept as evidence of an answer with a success, in the place of what is kept of any: values whose texts name nobody, as far as their maker can tell.
   * Undefined, or absent: as of any answer, so of a page nothing but its hash.
   */
  readonly excerpt?: Excerpt;
  /** May a redirect or the URL itself be plain http? Default false. */
  readonly allowHttp?: boolean;
  /** Does an `X-Robots-Tag` that forbids indexing forbid the document, at servers that are not proven ours? Then `get` throws `noindex` and nothing of the body is kept. Default false. */
  readonly heedsRobotsTag?: boolean;
  /** Connects to just this address, one of those the host resolved to; a redirect is then the answer. Absent: whichever takes the connection first. */
  readonly address?: string;
  /** Is an answer of this visit to the same URL and `Accept` as good as a new one? It is recorded again, and costs no request. Default false. */
  readonly reuse?: boolean;
  /** What of the exchange may be recorded. `head`: no body. `origin`: no body, and of the URL its origin only, for what people wrote. Default `whole`. */
  readonly record?: 'whole' | 'head' | 'origin';
}

/** A response: the final exchange, the hops before it, and the decoded bytes. */
export interface Fetched {
  /** The URL that answered, after redirects. */
  readonly url: string;
  readonly status: number;
  /** Lower-case names, kept headers only. */
  readonly headers: Readonly<Record<string, string>>;
  /** First request first; the last one is the answer. */
  readonly hops: readonly [Exchange, ...Exchange[]];
  /** Decoded, within the cap. */
  readonly bytes: Uint8Array;
}

/** What of a git server's answer is taken. */
export type GitOptions = Pick<FetchOptions, 'maxBytes' | 'truncate' | 'evidence' | 'excerpt'>;
