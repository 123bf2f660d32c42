import type { BodyLimits } from './answer/body.ts';
import type { Exchanged } from './exchange.ts';
import type { Fetched, FetchOptions } from './fetched.ts';
import { ProbeFailure } from './probe-failure.ts';
import { parseTarget, type Target } from './url-policy.ts';

/** One hop of a chain: asked for, recorded, and within all policies, or thrown. */
export type Ask = (target: Target, limits: BodyLimits) => Promise<Exchanged>;

/** What a chain came to. `hops`: as `fetched` has them, with all that is recorded of them. */
export interface Chain {
  readonly fetched: Fetched;
  readonly hops: readonly Exchanged[];
}

/** A chain of requests. `upload`: what is posted to a git server; a redirect is then the answer. */
export interface ChainOptions extends FetchOptions {
  readonly upload?: Uint8Array;
}

const defaultMaxBytes = 1024 * 1024;
const defaultMaxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Follows redirects by hand; every hop goes through the same policy as the first.
 * @throws {ProbeFailure}
 */
export async function followChain(text: string, ask: Ask, options: ChainOptions): Promise<Chain> {
  const { maxBytes = defaultMaxBytes, truncate = false, evidence = true } = options;
  const limits = { maxBytes, truncate, evidence };
  const hops: Exchanged[] = [];
  let target = firstTarget(text, options);
  while (true) {
    const hop = await ask(target, limits);
    hops.push(hop);
    const next = nextTarget(target, hop, options);
    // A redirect's body is of no use, so what ended it does not matter.
    if (next === undefined && hop.failure !== undefined) throw hop.failure;
    if (next === undefined) return { fetched: fetched(hops), hops };
    const { href } = next.url;
    if (hops.some(({ exchange }) => exchange.url === href)) throw new ProbeFailure('redirect-loop');
    if (hops.length > (options.maxRedirects ?? defaultMaxRedirects)) throw new ProbeFailure('redirect-limit');
    target = next;
  }
}

function firstTarget(text: string, { allowHttp }: FetchOptions): Target {
  const parsed = parseTarget(text);
  if (!parsed.ok) throw new ProbeFailure('url-forbidden', parsed.detail);
  if (parsed.target.url.protocol === 'http:' && allowHttp !== true) {
    throw new ProbeFailure('url-forbidden', 'the URL is plain http');
  }
  return parsed.target;
}

/** Where a redirect leads; undefined: this is the answer. */
function nextTarget(
  from: Target,
  { exchange, location }: Exchanged,
  options: FetchOptions,
): Target | undefined {
  if (options.maxRedirects === 0 || location === undefined) return undefined;
  if (exchange.status === undefined || !redirects.has(exchange.status)) return undefined;
  const parsed = parseTarget(location, from.url);
  if (!parsed.ok) throw new ProbeFailure('redirect-malformed', parsed.detail);
  if (parsed.target.url.protocol === 'https:') return parsed.target;
  if (from.url.protocol === 'https:') throw new ProbeFailure('redirect-downgrade');
  if (options.allowHttp !== true)
    throw new ProbeFailure('redirect-malformed', 'the redirect leads to plain http');
  return parsed.target;
}

function fetched(hops: readonly Exchanged[]): Fetched {
  const [first, ...rest] = hops.map(({ exchange }) => exchange);
  const last = hops.at(-1);
  // The loop pushes before it calls, and a hop without a status has a failure.
  if (first === undefined || last?.exchange.status === undefined) throw new ProbeFailure('http-closed');
  const { url, status, responseHeaders: headers } = last.exchange;
  return { url, status, headers, hops: [first, ...rest], bytes: last.bytes };
}
