import type { Clock } from '../../model/clock.ts';
import { instant } from '../../model/clock.ts';
import type { Exchange, Timings } from '../../model/exchange.ts';
import { ProbeFailure } from '../probe.ts';
import { type BodyLimits, type ReceivedBody, readBody } from './body.ts';
import { classify } from './classify.ts';
import type { Origin, ResponseHead } from './origin.ts';
import { cookieNames, keptOf, oneValue } from './response-head.ts';
import { Watch } from './watch.ts';

/** One request, ready to be sent. */
export interface Request {
  readonly url: URL;
  readonly accept?: string;
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
  readonly failure?: ProbeFailure;
}

const maxHeaderFields = 100;
const nothing = new Uint8Array();

/** Sends one GET to its origin and reads the answer. Never throws for what a server did. */
export async function performExchange(
  origin: Origin,
  request: Request,
  options: ExchangeOptions,
): Promise<Exchanged> {
  const { clock } = options;
  const watch = new Watch(request.signal, options.totalTimeoutMs);
  const marks = { startedAt: instant(clock.now()), started: clock.elapsed() };
  try {
    const head = await askHead(origin, request, { watch, options });
    const headAt = { now: clock.now(), elapsed: clock.elapsed() };
    watch.enter('body', options.idleTimeoutMs);
    const encoding = oneValue(head.headers['content-encoding']);
    const body = await readBody(head.body, { encoding, limits: request.limits, watch });
    const finished = clock.elapsed();
    const phases = {
      waitMs: headAt.elapsed - marks.started - connectingMs(origin),
      bodyMs: finished - headAt.elapsed,
    };
    const exchange = describe(request, origin, {
      startedAt: marks.startedAt,
      totalMs: finished - marks.started,
      phases,
    });
    return answered(exchange, { head, body, midpointMs: Math.round(headAt.now - phases.waitMs / 2) });
  } catch (error) {
    const failure = classify(error, watch.phase);
    const totalMs = clock.elapsed() - marks.started;
    return {
      exchange: describe(request, origin, { startedAt: marks.startedAt, totalMs, phases: {} }),
      bytes: nothing,
      failure,
    };
  } finally {
    watch.stop();
  }
}

/** The head must come within the idle limit once the request is out; until then the dialer's limits hold. */
async function askHead(
  origin: Origin,
  { url, accept }: Request,
  { watch, options }: { readonly watch: Watch; readonly options: ExchangeOptions },
): Promise<ResponseHead> {
  const headers = {
    'user-agent': options.userAgent,
    accept: accept ?? '*/*',
    'accept-encoding': 'gzip, br',
  };
  const head = await origin.request(`${url.pathname}${url.search}`, headers, watch);
  // Whoever destroys the body knows why; its own error would go to nobody.
  head.body.on('error', () => {});
  if (Object.keys(head.headers).length <= maxHeaderFields) return head;
  head.body.destroy();
  throw new ProbeFailure('http-head-too-large');
}

function connectingMs(origin: Origin): number {
  const { dnsMs = 0, connectMs = 0, tlsMs = 0 } = origin.connection.timings;
  return dnsMs + connectMs + tlsMs;
}

interface Progress {
  readonly startedAt: string;
  readonly totalMs: number;
  readonly phases: { readonly waitMs?: number; readonly bodyMs?: number };
}

function describe(request: Request, origin: Origin, { startedAt, totalMs, phases }: Progress): Exchange {
  const { address, timings } = origin.connection;
  return {
    url: request.url.href,
    method: 'GET',
    ...(request.accept !== undefined && { accept: request.accept }),
    startedAt,
    ...(address !== undefined && { address }),
    responseHeaders: {},
    cookieNames: [],
    timings: toMicroseconds({ ...timings, ...phases, totalMs }),
  };
}

/** Finer digits are noise of the clock. */
function toMicroseconds(timings: Timings): Timings {
  const round = (ms: number) => Math.max(0, Math.round(ms * 1000) / 1000);
  // The same keys with numbers again.
  return Object.fromEntries(
    Object.entries(timings).map(([phase, ms]) => [phase, round(ms)]),
  ) as unknown as Timings;
}

interface Answer {
  readonly head: ResponseHead;
  readonly body: ReceivedBody;
  readonly midpointMs: number;
}

function answered(exchange: Exchange, { head, body, midpointMs }: Answer): Exchanged {
  const seen: Exchange = {
    ...exchange,
    status: head.statusCode,
    responseHeaders: keptOf(head.headers),
    cookieNames: cookieNames(head.headers),
    midpointMs,
    body: body.facts,
  };
  const location = oneValue(head.headers['location']);
  const { bytes, failure } = body;
  return { exchange: seen, bytes, ...(location !== undefined && { location }), ...(failure && { failure }) };
}
