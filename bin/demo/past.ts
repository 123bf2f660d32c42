import { type VisitRecord, visit } from '../../crawler/visit/visit.ts';
import { instant } from '../../model/clock.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import type { WatchedServer } from '../../model/server.ts';
import type { Crawling } from '../crawling.ts';
import { aborted } from '../interrupt.ts';

const hourMs = 3_600_000;

/** Visits that are made at once for the past. */
const atOnce = 6;

/** When a visit of the past was. `hours`: how long ago. `due`: ids of the probes that it asks; absent: every one. */
export interface Moment {
  readonly hours: number;
  readonly due?: ReadonlySet<string>;
}

/**
 * Gives servers a past: each is visited once, and what was seen is put down as dated history, marked `replayed`, through the spool that
 * live observations take. It resolves when all of it is in the store, or when told to stop. `past`: when, by server.
 */
export async function replayPast(
  past: ReadonlyMap<WatchedServer, Moment>,
  { visits, spool }: Pick<Crawling, 'visits' | 'spool'>,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...past];
  const replay = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [server, { hours, ...rest }] = next;
      const consent = server.role === 'hosted' ? 'unproven' : 'peer';
      const order = { server, consent, scheduledAt: instant(visits.clock.now()), signal, ...rest } as const;
      const seen = await visit(order, visits);
      // A visit that was cut off is no history.
      if (signal.aborted) return;
      await spool.append(dated(seen, hours * hourMs));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, replay));
  await Promise.race([spool.drain(), aborted(signal)]);
}

function dated(
  { observations, evidence, policies }: VisitRecord,
  agoMs: number,
): Pick<VisitRecord, 'observations' | 'evidence' | 'policies'> {
  return {
    observations: observations.map((observation) => datedObservation(observation, agoMs)),
    evidence: evidence.map((piece) => ({ ...piece, firstSeenAt: earlier(piece.firstSeenAt, agoMs) })),
    policies: policies.map(({ reading, entries }) => ({
      reading: { ...reading, readAt: earlier(reading.readAt, agoMs), replayed: true },
      entries,
    })),
  };
}

function datedObservation(observation: Observation, agoMs: number): Observation {
  const scheduledAt = earlier(observation.scheduledAt, agoMs);
  return {
    ...observation,
    id: observationId({ ...observation, scheduledAt }),
    scheduledAt,
    startedAt: earlier(observation.startedAt, agoMs),
    exchanges: observation.exchanges.map((exchange) => datedExchange(exchange, agoMs)),
    replayed: true,
  };
}

/** The server's own Date moves along, so that its clock stays as right or wrong as it is. */
function datedExchange(exchange: Exchange, agoMs: number): Exchange {
  const { midpointMs, responseHeaders, startedAt } = exchange;
  const dateMs = Date.parse(responseHeaders['date'] ?? '');
  const moved = Number.isNaN(dateMs) ? {} : { date: new Date(dateMs - agoMs).toUTCString() };
  return {
    ...exchange,
    startedAt: earlier(startedAt, agoMs),
    responseHeaders: { ...responseHeaders, ...moved },
    ...(midpointMs !== undefined && { midpointMs: midpointMs - agoMs }),
  };
}

function earlier(at: string, agoMs: number): string {
  return instant(Date.parse(at) - agoMs);
}
