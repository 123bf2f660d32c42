import type { Clock } from '../../model/clock.ts';
import { instant } from '../../model/clock.ts';
import type { Exchange, Timings } from '../../model/exchange.ts';
import type { ProbeFailure } from '../probe.ts';
import type { BodyLimits } from './body.ts';
import { classify } from './classify.ts';
import type { Origin, Question } from './origin.ts';
import type { Answer } from './reception.ts';
import { cookieNames, keptOf, oneValue } from './response-head.ts';
import { Watch } from './watch.ts';

/** One request, ready to be sent. */
export interface Request {
  readonly url: URL;
  readonly method: Exchange['method'];
  readonly accept?: string;
  /** Header fields besides those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is posted. Absent: nothing. */
  readonly upload?: Uint8Array;
  readonly limits: BodyLimits;
  readonly signal: AbortSignal;
}

export interface ExchangeOptions {
  readonly userAgent: string;
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly clock: Clock;
}

/** What came of one request, however far it got. `failure` absent: the response is whole, within its limits. */
export interface Exchanged {
  readonly exchange: Exchange;
  readonly bytes: Uint8Array;
  /** The `Location` header uncut: kept headers are cut for evidence, and a cut URL leads elsewhere. */
  readonly location?: string;
  /** The `X-Robots-Tag` header uncut: what it forbids may stand at its end. */
  readonly robotsTag?: string;
  readonly failure?: ProbeFailure;
}

const nothing = new Uint8Array();

/** Sends one request to its origin and reads the answer. Never throws for what a server did. */
export async function performExchange(
  origin: Origin,
  request: Request,
  options: ExchangeOptions,
): Promise<Exchanged> {
  const { clock } = options;
  const watch = new Watch(request.signal, options.totalTimeoutMs);
  const marks = { startedAt: instant(clock.now()), started: clock.elapsed() };
  try {
    const answer = await origin.request(questionOf(request, options), watch);
    const { now, elapsed } = answer.head;
    const finished = clock.elapsed();
    const phases = {
      waitMs: elapsed - marks.started - connectingMs(origin),
      bodyMs: finished - elapsed,
    };
    const exchange = describe(request, origin, {
      userAgent: options.userAgent,
      startedAt: marks.startedAt,
      totalMs: finished - marks.started,
      phases,
    });
    return answered(exchange, answer, Math.round(now - phases.waitMs / 2));
  } catch (error) {
    const failure = classify(error, watch.phase);
    const totalMs = clock.elapsed() - marks.started;
    return {
      exchange: describe(request, origin, {
        userAgent: options.userAgent,
        startedAt: marks.startedAt,
        totalMs,
        phases: {},
      }),
      bytes: nothing,
      failure,
    };
  } finally {
    watch.stop();
  }
}

function questionOf(
  { url, method, accept, headers, upload, limits }: Request,
  { userAgent }: ExchangeOptions,
): Question {
  const usual = { 'user-agent': userAgent, accept: accept ?? '*/*', 'accept-encoding': 'gzip, br' };
  return {
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...usual, ...headers },
    limits,
    ...(upload !== undefined && { upload }),
  };
}

function connectingMs(origin: Origin): number {
  const { dnsMs = 0, connectMs = 0, tlsMs = 0 } = origin.connection.timings;
  return dnsMs + connectMs + tlsMs;
}

interface Progress {
  readonly userAgent: string;
  readonly startedAt: string;
  readonly totalMs: number;
  readonly phases: { readonly waitMs?: number; readonly bodyMs?: number };
}

function describe(
  request: Request,
  origin: Origin,
  { userAgent, startedAt, totalMs, phases }: Progress,
): Exchange {
  const { address, session, timings } = origin.connection;
  return {
    url: request.url.href,
    method: request.method,
    userAgent,
    ...(request.accept !== undefined && { accept: request.accept }),
    ...(Object.keys(request.headers ?? {}).length > 0 && { requestHeaders: { ...request.headers } }),
    ...(request.upload !== undefined && { posted: Buffer.from(request.upload).toString() }),
    startedAt,
    ...(address !== undefined && { address }),
    ...session,
    responseHeaders: {},
    cookieNames: [],
    timings: toMicroseconds({ ...timings, ...phases, totalMs }),
  };
}

/** Finer digits are noise of the clock. */
function toMicroseconds(timings: Timings): Timings {
  const rounded: Record<string, number> = {};
  for (const [phase, ms] of Object.entries(timings))
    rounded[phase] = Math.max(0, Math.round(ms * 1000) / 1000);
  // The same keys with numbers again.
  return rounded as unknown as Timings;
}

function answered(exchange: Exchange, { head, body }: Answer, midpointMs: number): Exchanged {
  const seen: Exchange = {
    ...exchange,
    status: head.statusCode,
    ...keptOf(head.headers),
    cookieNames: cookieNames(head.headers),
    midpointMs,
    body: body.facts,
  };
  const location = oneValue(head.headers['location']);
  const robotsTag = oneValue(head.headers['x-robots-tag']);
  const { bytes, failure } = body;
  return {
    exchange: seen,
    bytes,
    ...(location !== undefined && { location }),
    ...(robotsTag !== undefined && { robotsTag }),
    ...(failure && { failure }),
  };
}
