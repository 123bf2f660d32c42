import type { Audience, Finding, Outcome } from '../../../model/finding.ts';
import type { Consent } from '../../../model/observation.ts';
import type { FindingCount } from '../../../store/pages.ts';
import type { Store } from '../../../store/store.ts';
import { type Page, pageOf } from '../parts/page.ts';
import { isReplayed } from './beginnings.ts';

const findingsOnPage = 100;

/** A finding in a list. Absent `consent`: its server is no longer enrolled. */
export interface ListedFinding {
  readonly finding: Finding;
  /** Whether it began in replayed history. */
  readonly replayed: boolean;
  readonly consent?: Consent;
}

/** One page of findings. Hosted servers first, then the loudest, then the oldest. */
export interface FindingList {
  readonly observedAt?: string;
  readonly page: Page;
  readonly findings: readonly ListedFinding[];
  /** Hosted and peers together. */
  readonly totals: Readonly<Record<Outcome, number>>;
}

/** Which findings a page asks for; `page` as the address bar has it. */
export interface FindingQuestion {
  readonly audience: Audience;
  readonly outcome: Outcome;
  readonly rule?: string;
  readonly page: string | undefined;
}

/** One page of current findings. */
export async function readFindings(store: Store, question: FindingQuestion): Promise<FindingList> {
  const { audience, outcome, rule } = question;
  const [counts, observedAt] = await Promise.all([store.findingCounts(rule), store.newestObservation()]);
  const totals = totalsOf(counts.filter((count) => count.audience === audience));
  const page = pageOf(question.page, findingsOnPage, totals[outcome]);
  const filter = { audience, outcome, ...(rule !== undefined && { rule }) };
  const found = await store.findingList(filter, { limit: page.size, offset: page.offset });
  const findings = await listed(store, found);
  return { ...(observedAt !== undefined && { observedAt }), page, findings, totals };
}

async function listed(store: Store, findings: readonly Finding[]): Promise<readonly ListedFinding[]> {
  const hosts = [...new Set(findings.map(({ server }) => server))];
  if (hosts.length === 0) return [];
  const [servers, replayed] = await Promise.all([
    store.serversOf({ hosts }, { limit: hosts.length, offset: 0 }),
    store.replayedUntil(hosts),
  ]);
  const consents = new Map(servers.map(({ host, consent }) => [host, consent]));
  return findings.map((finding) => {
    const consent = consents.get(finding.server);
    const isOld = isReplayed(finding.since, replayed.get(finding.server));
    return { finding, replayed: isOld, ...(consent !== undefined && { consent }) };
  });
}

function totalsOf(counts: readonly FindingCount[]): FindingList['totals'] {
  const totals = { passed: 0, failed: 0, inapplicable: 0, 'cannot-tell': 0 };
  for (const { outcome, count } of counts) totals[outcome] += count;
  return totals;
}
