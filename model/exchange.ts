/** Phases of one request, in milliseconds of the monotonic clock. Absent: the phase did not happen (a reused connection has no `dns`, `connect`, `tls`). */
export interface Timings {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the request's last byte to the response head. */
  readonly waitMs?: number;
  readonly bodyMs?: number;
  /** The whole exchange, redirects excluded. */
  readonly totalMs: number;
}

/** SHA-256 in lower-case hex, 64 characters. */
export type Sha256 = string;

/**
 * What is kept of a body. `json`: a document, its members by their keys. `jrd`, `nodeinfo`, `instance`: the members of that document that we know. `robots`: what
 * robots.txt asks of crawlers. `xrd`: the links of an XRD. `page`: the text of an error page. `excerpt`: of any other page its links, scripts and words, where an offer of
 * source was looked for; of a git server its tags. `text`: any other text. Whatever it is, words that may name people are replaced.
 */
export type KeptForm =
  | 'json'
  | 'jrd'
  | 'nodeinfo'
  | 'instance'
  | 'robots'
  | 'xrd'
  | 'page'
  | 'excerpt'
  | 'text';

/** What became of a response body. Hashes are over the decoded bytes; `keptSha256` is over what the evidence table holds after scrubbing. */
export interface BodyFacts {
  readonly wireBytes: number;
  readonly decodedBytes: number;
  readonly receivedSha256: Sha256;
  /** Absent: nothing was kept, because the body is empty or not evidence. */
  readonly keptSha256?: Sha256;
  /** Absent: nothing was kept, or it was seen by a version that did not say. */
  readonly keptForm?: KeptForm;
  /** Present: what is kept ends before what came does, at the cap of its form. */
  readonly keptCut?: true;
  /** True: we stopped reading at `decodedBytes`. */
  readonly truncated: boolean;
}

/**
 * One HTTP request and its response, capped and scrubbed. A redirect chain is several exchanges in order.
 * `responseHeaders`: lower-case names, only those of `keptHeaders`, values cut at 1,024 characters, repeated fields joined with ", ";
 * in the order they came in.
 */
export interface Exchange {
  readonly url: string;
  /** `POST`: a question to a git server, which its protocol asks that way; nobody else gets one. */
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly accept?: string;
  /** As we sent it: who we are and where to read about it. Absent: it was made by a version that did not say. */
  readonly userAgent?: string;
  /** Fields of the request, beside those of every request and in their place. Absent: it had none, or was made by a version that did not say. */
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** What was posted, as text: our own question to a git server. Absent: nothing, or it was made by a version that did not say. */
  readonly posted?: string;
  readonly startedAt: string;
  /** Where the connection went: address, no port. Absent: it never came about. */
  readonly address?: string;
  /** Such as `TLSv1.3`. Absent: plain http, no session came about, or it was seen by a version that did not say. */
  readonly tlsProtocol?: string;
  /** Of the certificate that the server showed for this connection, over its DER form. Absent: as `tlsProtocol`. */
  readonly certificateSha256?: Sha256;
  /** Absent: no response head came; the observation's failure says why. */
  readonly status?: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Fields of the response that are not kept, by name. Absent: no head came, or it was seen by a version that did not count. */
  readonly unkeptHeaders?: number;
  /** Names of cookies the response sets, never their values; sorted, at most 20. */
  readonly cookieNames: readonly string[];
  readonly timings: Timings;
  readonly body?: BodyFacts;
  /** Our wall clock minus half the wait when the head arrived, in epoch milliseconds: what `Date` is compared with. */
  readonly midpointMs?: number;
}

/** Response headers that are evidence; all others are dropped at the boundary. */
export const keptHeaders: ReadonlySet<string> = new Set([
  'age',
  'access-control-allow-origin',
  'cache-control',
  'cf-cache-status',
  'cf-mitigated',
  'cf-ray',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'link',
  'location',
  'retry-after',
  'safe',
  'server',
  'strict-transport-security',
  'vary',
  'via',
  'x-cache',
  'x-clacks-overhead',
  'x-friendica-version',
  'x-powered-by',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-robots-tag',
]);
