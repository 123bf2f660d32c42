import type { Period } from '../../analyzer/defederation/dossier.ts';
import { lastWeek } from '../../dashboards/defederation/period.ts';
import { type DefederationReport, readReport } from '../../dashboards/reports/defederation/report.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { Refusal } from '../refusal.ts';
import { monthPeriod, serversOfCustomer, signedHead } from './customer.ts';

/** What `report defederation` was asked for. Exactly one of `month` and `week` is given. */
export interface ReportRequest {
  readonly customer: string;
  readonly month?: string;
  readonly week: boolean;
  readonly write: (report: DefederationReport) => string;
}

/** Prints the report of one customer. @throws {Refusal} when there is no such customer or period. */
export async function reportDefederation(
  { customer, month, week, write }: ReportRequest,
  foundation: Foundation,
): Promise<ExitCode> {
  const { store, clock, session } = foundation;
  const nowMs = clock.now();
  const period = periodOf({ month, week }, nowMs);
  const servers = await serversOfCustomer(customer, foundation);
  const head = await signedHead(foundation);
  session.terminal.out(write(await readReport(store, { customer, period, servers, head, nowMs })));
  return exitCodes.fine;
}

function periodOf(
  { month, week }: { readonly month: string | undefined; readonly week: boolean },
  nowMs: number,
): Period {
  if (week) return lastWeek(nowMs);
  if (month === undefined)
    throw new Refusal('no period was chosen', 'say --month 2026-11, or --week for the last seven days');
  return monthPeriod(month, nowMs);
}
