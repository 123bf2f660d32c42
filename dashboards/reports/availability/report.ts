import { readServerMonth, type ServerMonth } from '../../../analyzer/objectives/month.ts';
import { lastEnd } from '../../../analyzer/objectives/periods.ts';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { Uncounted } from '../../../store/availability.ts';
import type { Store } from '../../../store/store.ts';
import { type Unproven, unprovenAmong } from '../unproven.ts';

/** All servers of a report together. Durations in milliseconds. */
export interface AvailabilityTotals
  extends Pick<ServerMonth, 'knownMs' | 'badMs' | 'plannedMs' | 'unknownMs'> {
  readonly servers: number;
  /** 0..1, of the time that is known of any. Absent: nothing is. */
  readonly availability?: number;
  readonly outages: number;
}

/** What one customer is told about the availability of its servers in a calendar month, RFC 3339 in UTC. */
export interface AvailabilityReport extends Unproven {
  readonly customer: string;
  readonly since: string;
  /** To where it was counted; does not belong to it. */
  readonly until: string;
  /** Is the month not over, or its end not in the store yet? */
  readonly running: boolean;
  readonly madeAt: string;
  /** By host. */
  readonly servers: readonly ServerMonth[];
  readonly totals: AvailabilityTotals;
}

/** A calendar month, epoch milliseconds; `to` does not belong to it. */
export interface CalendarMonth {
  readonly from: number;
  readonly to: number;
}

/** What a report is asked for. `objectives`: percent, by server. `planned`: planned work that touches the month. */
export interface AvailabilityQuestion {
  readonly customer: string;
  readonly month: CalendarMonth;
  readonly servers: readonly Pick<ServerStanding, 'host' | 'consent'>[];
  readonly objectives: ReadonlyMap<Host, number>;
  readonly planned: readonly Uncounted[];
  readonly nowMs: number;
}

/** Reads the report. */
export async function readAvailabilityReport(
  store: Pick<Store, 'availabilityPeriods'>,
  { customer, month, servers, objectives, planned, nowMs }: AvailabilityQuestion,
): Promise<AvailabilityReport> {
  const { from, to } = month;
  const until = Math.max(from, Math.min(to, lastEnd(nowMs)));
  const order = { window: { from, until }, monthMs: to - from, planned };
  const months: ServerMonth[] = [];
  for (const { host: server } of servers)
    months.push(await readServerMonth(store, { ...order, server, objective: objectives.get(server) }));
  return {
    customer,
    since: instant(from),
    until: instant(until),
    running: until < to,
    madeAt: instant(nowMs),
    servers: months,
    unproven: unprovenAmong(servers),
    totals: totalsOf(months),
  };
}

function totalsOf(months: readonly ServerMonth[]): AvailabilityTotals {
  const sum = (of: (month: ServerMonth) => number) => months.reduce((total, month) => total + of(month), 0);
  const [knownMs, badMs] = [sum((month) => month.knownMs), sum((month) => month.badMs)];
  return {
    servers: months.length,
    ...(knownMs > 0 && { availability: 1 - badMs / knownMs }),
    knownMs,
    badMs,
    plannedMs: sum((month) => month.plannedMs),
    unknownMs: sum((month) => month.unknownMs),
    outages: sum((month) => month.outages.length),
  };
}
