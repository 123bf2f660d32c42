import { plannedWork } from '../../analyzer/alerts/planned-work.ts';
import {
  type AvailabilityReport,
  type CalendarMonth,
  readAvailabilityReport,
} from '../../dashboards/reports/availability/report.ts';
import type { Configuration } from '../../model/configuration.ts';
import type { Host } from '../../model/host.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { monthPeriod, serversOfCustomer } from './customer.ts';

/** What `report availability` was asked for. */
export interface AvailabilityRequest {
  readonly customer: string;
  readonly month: string;
  readonly write: (report: AvailabilityReport) => string;
}

/** Prints how available the servers of one customer were. @throws {Refusal} when there is no such customer or month. */
export async function reportAvailability(
  { customer, month, write }: AvailabilityRequest,
  foundation: Foundation,
): Promise<ExitCode> {
  const { store, clock, session, configuration } = foundation;
  const nowMs = clock.now();
  const calendar = calendarMonth(Date.parse(monthPeriod(month, nowMs).since) + 1);
  const servers = await serversOfCustomer(customer, foundation);
  const report = await readAvailabilityReport(store, {
    ...{ customer, servers, nowMs, month: calendar },
    objectives: promisedOf(configuration),
    planned: plannedWork(configuration, calendar),
  });
  session.terminal.out(write(report));
  return exitCodes.fine;
}

function calendarMonth(from: number): CalendarMonth {
  const date = new Date(from);
  return { from, to: Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) };
}

function promisedOf({ hosted }: Configuration): ReadonlyMap<Host, number> {
  return new Map(
    hosted.flatMap(({ domain, objective }) =>
      objective === undefined ? [] : [[domain, objective] as const],
    ),
  );
}
