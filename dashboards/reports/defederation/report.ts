import { type Defederation, type Period, readDefederation } from '../../../analyzer/defederation/dossier.ts';
import { instant } from '../../../model/clock.ts';
import type { SignedHead } from '../../../model/review-head.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { Store } from '../../../store/store.ts';
import { type CalendarPeriod, calendarPeriodOf } from '../period.ts';
import { type Unproven, unprovenAmong } from '../unproven.ts';

/** What one customer is told: about its servers, and about no others. */
export interface DefederationReport extends CalendarPeriod, Unproven {
  readonly customer: string;
  readonly madeAt: string;
  /** By host. */
  readonly servers: readonly Defederation[];
  /** The end of the review log, signed: nothing that was written before can be changed without notice. Absent: the log has no rows. */
  readonly head?: SignedHead;
}

/** What a report is asked for. `servers`: those of the customer. */
export interface ReportQuestion {
  readonly customer: string;
  readonly period: Period;
  readonly servers: readonly ServerStanding[];
  readonly head: SignedHead | undefined;
  readonly nowMs: number;
}

/** Reads the report. */
export async function readReport(
  store: Store,
  { customer, period, servers, head, nowMs }: ReportQuestion,
): Promise<DefederationReport> {
  const read: Defederation[] = [];
  for (const { host } of servers) read.push(await readDefederation(store, host, period));
  const madeAt = instant(nowMs);
  return {
    customer,
    ...calendarPeriodOf(period),
    madeAt,
    servers: read,
    unproven: unprovenAmong(servers),
    ...(head !== undefined && { head }),
  };
}

const hostedAtOnce = 500;

/** Every hosted server, by host. */
export async function hostedServers(store: Store): Promise<readonly ServerStanding[]> {
  const all: ServerStanding[] = [];
  for (let more = true; more; ) {
    const cut = { limit: hostedAtOnce, offset: all.length };
    const some = await store.serversOf({ role: 'hosted' }, cut);
    all.push(...some);
    more = some.length === hostedAtOnce;
  }
  return all;
}
