import type { Period } from '../../../analyzer/defederation/dossier.ts';
import { readCoverage } from '../../../analyzer/licence/coverage.ts';
import { licenceRuleIds } from '../../../analyzer/licence/deciding-rule.ts';
import type { LicenceDossier } from '../../../analyzer/licence/dossier.ts';
import { type LicenceReads, readLicences } from '../../../analyzer/licence/read.ts';
import { type LicenceStatement, statementOf } from '../../../analyzer/licence/statement.ts';
import { instant } from '../../../model/clock.ts';
import type { Finding } from '../../../model/finding.ts';
import { type LicenceVerdict, licenceVerdicts } from '../../../model/licence/licence-verdict.ts';
import type { SignedHead } from '../../../model/review-head.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { Store } from '../../../store/store.ts';
import { type CalendarPeriod, calendarPeriodOf } from '../period.ts';
import { type Unproven, unprovenAmong } from '../unproven.ts';
import { type SpdxFields, spdxOf } from './spdx.ts';

/** One server in a report. */
export interface ReportedLicence extends LicenceDossier {
  readonly spdx: SpdxFields;
}

/** How many servers have each verdict; those nobody has are left out. */
export type LicenceTotals = Readonly<Partial<Record<LicenceVerdict, number>>>;

/** What one customer is told about licences: its own servers first, then the others that were asked for. */
export interface LicenceReport extends CalendarPeriod, Unproven {
  readonly customer: string;
  readonly madeAt: string;
  /** By host. */
  readonly servers: readonly ReportedLicence[];
  /** By host. */
  readonly peers: readonly ReportedLicence[];
  readonly totals: { readonly servers: LicenceTotals; readonly peers: LicenceTotals };
  readonly statement: LicenceStatement;
  /** What the rules on licences said of the customer's servers as it changed in the period, oldest first. */
  readonly changes: readonly Finding[];
  /** The end of the review log, signed. Absent: the log has no rows. */
  readonly head?: SignedHead;
}

/** What a report is asked for. `servers`: those of the customer. */
export interface LicenceQuestion extends Omit<LicenceReads, 'at' | 'store'> {
  readonly customer: string;
  readonly period: Period;
  readonly servers: readonly ServerStanding[];
  readonly peers: readonly ServerStanding[];
  readonly head: SignedHead | undefined;
  readonly nowMs: number;
}

/** Reads the report. */
export async function readLicenceReport(store: Store, question: LicenceQuestion): Promise<LicenceReport> {
  const { customer, period, servers, peers, head, nowMs } = question;
  const reads = { ...question, store, at: period.until };
  const own = await readLicences(reads, servers);
  const others = await readLicences(reads, peers);
  return {
    customer,
    ...calendarPeriodOf(period),
    madeAt: instant(nowMs),
    servers: own.map(reported),
    unproven: unprovenAmong(servers),
    peers: others.map(reported),
    totals: { servers: totalsOf(own), peers: totalsOf(others) },
    statement: statementOf(own, await readCoverage(store, servers, period)),
    changes: await changesOf(store, servers, period),
    ...(head !== undefined && { head }),
  };
}

function reported(dossier: LicenceDossier): ReportedLicence {
  return { ...dossier, spdx: spdxOf(dossier) };
}

/** How many have each verdict. */
export function totalsOf(dossiers: readonly LicenceDossier[]): LicenceTotals {
  const count = (verdict: LicenceVerdict) => dossiers.filter((one) => one.verdict === verdict).length;
  return Object.fromEntries(
    licenceVerdicts.map((verdict) => [verdict, count(verdict)]).filter(([, servers]) => servers !== 0),
  );
}

async function changesOf(
  store: Pick<Store, 'findingsSince'>,
  servers: readonly ServerStanding[],
  { since, until }: Period,
): Promise<readonly Finding[]> {
  if (servers.length === 0) return [];
  const subjects = { rules: [...licenceRuleIds], servers: servers.map(({ host }) => host) };
  const findings = await store.findingsSince(subjects, since);
  return findings
    .filter(({ observedAt }) => observedAt > since && observedAt <= until)
    .toSorted((a, b) => (a.observedAt < b.observedAt ? -1 : 1));
}
