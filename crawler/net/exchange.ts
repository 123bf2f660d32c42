import type { Clock } from '../../model/clock.ts';
import { instant } from '../../model/clock.ts';
import type { Exchange, Timings } from '../../model/exchange.ts';
import type { FailureCode } from '../../model/failure.ts';
import type { Bodies } from './answer/bodies.ts';
import type { Answer } from './answer/reception.ts';
import { cookieNames, keptOf, oneValue } from './answer/response-head.ts';
import type { Origin } from './connection/origin.ts';
import type { ProbeFailure } from './probe-failure.ts';
import type { Request } from './request.ts';
import { Watch } from './watch.ts';

/** What an exchange is made with. `signal`: ends it. `bodies`: those of the visit so far. */
export interface ExchangeOptions {
  readonly totalTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly bodies: Bodies;
  readonly clock: Clock;
}

/** What came of one request, however far it got. */
export interface Exchanged {
  readonly exchange: Exchange;
  readonly bytes: Uint8Array;
  /** The `Location` header uncut: kept headers are cut for evidence, and a cut URL leads elsewhere. */
  readonly location: string | undefined;
  /** The `X-Robots-Tag` header uncut: what it forbids may stand at its end. */
  readonly robotsTag: string | undefined;
  /** Undefined: the response is whole, within its limits. */
  readonly failure: ProbeFailure | undefined;
}

const nothing = new Uint8Array();

/** How a request ends that no server is at work on: it closed the connection, what it said was no HTTP, or nobody is asked any more. */
const ended: ReadonlySet<FailureCode> = new Set([
  ...(['http-closed', 'connect-reset', 'body-cut-off'] as const),
  ...(['http-malformed', 'shutting-down'] as const),
]);

/** Sends one request to its origin and reads the answer; hangs up where the server may be at work on it all the same. Never throws for what a server did. */
export async function performExchange(
  origin: Origin,
  request: Request,
  { totalTimeoutMs, signal, bodies, clock }: ExchangeOptions,
): Promise<Exchanged> {
  const watch = new Watch(signal, totalTimeoutMs);
  const startedAt = instant(clock.now());
  const started = clock.elapsed();
  let exchanged: Exchanged;
  let hungUp: boolean;
  try {
    const answer = await origin.request(request, watch);
    const { head, body, isWhole } = answer;
    exchanged = {
      exchange: describe(request, origin, { startedAt, started, finished: clock.elapsed(), answer }),
      bytes: request.limits.evidence === false ? body.bytes : bodies.shared(body),
      location: oneValue(head.headers['location']),
      robotsTag: oneValue(head.headers['x-robots-tag']),
      failure: body.failure,
    };
    hungUp = !isWhole && isOpenEnd(body.failure);
  } catch (error) {
    const failure = origin.failureOf(error, watch);
    const finished = clock.elapsed();
    exchanged = {
      exchange: describe(request, origin, { startedAt, started, finished, answer: undefined }),
      bytes: nothing,
      location: undefined,
      robotsTag: undefined,
      failure,
    };
    hungUp = watch.phase === 'http' && isOpenEnd(failure);
  } finally {
    watch.stop();
  }
  if (hungUp) origin.hangUp();
  return exchanged;
}

function isOpenEnd(failure: ProbeFailure | undefined): boolean {
  return failure === undefined || !ended.has(failure.failure.code);
}

/** Monotonic milliseconds. `answer` undefined: there was none. */
interface Course {
  readonly startedAt: string;
  readonly started: number;
  readonly finished: number;
  readonly answer: Answer | undefined;
}

/** All that is known of an exchange, in one go: whoever adds to it later copies it. */
function describe(
  { url, method, userAgent, accept, headers, upload }: Request,
  { connection: { address, session, timings } }: Origin,
  { startedAt, started, finished, answer }: Course,
): Exchange {
  const totalMs = finished - started;
  const asked = {
    url: url.href,
    method,
    ...(accept !== undefined && { accept }),
    ...(headers !== undefined && { requestHeaders: headers }),
    ...(upload !== undefined && { posted: Buffer.from(upload).toString() }),
    startedAt,
    ...(address !== undefined && { address }),
    ...session,
  };
  if (answer === undefined)
    return {
      ...asked,
      responseHeaders: {},
      cookieNames: [],
      timings: rounded({ ...timings, totalMs }),
      userAgent,
    };
  const { head, body } = answer;
  const { dnsMs = 0, connectMs = 0, tlsMs = 0 } = timings;
  const waitMs = head.elapsed - started - dnsMs - connectMs - tlsMs;
  const { responseHeaders, unkeptHeaders } = keptOf(head.headers);
  return {
    ...asked,
    responseHeaders,
    cookieNames: cookieNames(head.headers),
    timings: rounded({ ...timings, waitMs, bodyMs: finished - head.elapsed, totalMs }),
    status: head.statusCode,
    unkeptHeaders,
    midpointMs: Math.round(head.now - waitMs / 2),
    userAgent,
    body: body.facts,
  };
}

/** In whole microseconds: finer digits are noise of the clock. Most requests find their connection open. */
function rounded({ dnsMs, connectMs, tlsMs, waitMs, bodyMs, totalMs }: Timings): Timings {
  return {
    ...(dnsMs !== undefined && { dnsMs: microseconds(dnsMs) }),
    ...(connectMs !== undefined && { connectMs: microseconds(connectMs) }),
    ...(tlsMs !== undefined && { tlsMs: microseconds(tlsMs) }),
    ...(waitMs !== undefined && { waitMs: microseconds(waitMs) }),
    ...(bodyMs !== undefined && { bodyMs: microseconds(bodyMs) }),
    totalMs: microseconds(totalMs),
  };
}

function microseconds(ms: number): number {
  return Math.max(0, Math.round(ms * 1000) / 1000);
}
