import type { Period } from '../../analyzer/defederation/dossier.ts';
import { lastWeek, monthOf } from '../../dashboards/defederation/period.ts';
import { type DefederationReport, hostedServers, readReport } from '../../dashboards/reports/defederation.ts';
import { instant } from '../../model/clock.ts';
import { chainOfKey, type SignedHead, signHead } from '../../model/review-head.ts';
import { monitorKey } from '../../store/monitor-key.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { Refusal } from '../refusal.ts';

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
  const hosted = await hostedServers(store);
  const servers = hosted.filter((server) => server.customer === customer);
  if (servers.length === 0) throw noSuchCustomer(customer, foundation);
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
  const period = monthOf(month, nowMs);
  if (period !== undefined) return period;
  throw new Refusal(`${month} is no month that has begun`, 'write it as 2026-11');
}

function noSuchCustomer(customer: string, { configuration }: Foundation): Refusal {
  const named = new Set(configuration.hosted.flatMap((one) => one.customer ?? []));
  const known = [...named].slice(0, 20).join(', ');
  const fix = named.has(customer)
    ? 'start fediscope up once, so that its servers are watched'
    : known === ''
      ? 'name customers under hosted in fediscope.yaml'
      : `known are ${known}`;
  return new Refusal(`no server is watched for the customer ${customer}`, fix);
}

/** The end of our chain as it is now. Undefined: it has no rows. */
async function signedHead({ configuration, store, clock }: Foundation): Promise<SignedHead | undefined> {
  const { privateKey, publicKey } = await monitorKey(configuration.store.path);
  const chain = chainOfKey(publicKey);
  const { seq: count, hash } = await store.chainEnd(chain);
  if (count === 0) return undefined;
  return signHead({ chain, count, hash, at: instant(clock.now()) }, privateKey);
}
