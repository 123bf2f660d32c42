import { outageCodes, unclearCodes } from '../../../analyzer/objectives/outage.ts';
import { lastEnd, periodMs } from '../../../analyzer/objectives/periods.ts';
import type { Clock } from '../../../model/clock.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import type { Uncounted } from '../../../store/availability.ts';
import type { Store } from '../../../store/store.ts';
import { viewsOf } from './view.ts';

/** `up`, `down`: other servers reach it, or do not. `unknown`: nothing is known of now. */
export type PublicState = 'up' | 'down' | 'unknown';

/** A calendar month (UTC). `availability`: 0..1, of what is known; absent: nothing is. */
export interface PublicMonth {
  /** `2026-11`. */
  readonly month: string;
  readonly availability?: number;
}

/** All that everyone may know of a hosted server. */
export interface PublicStatus {
  readonly server: Host;
  readonly state: PublicState;
  /** When the state began, RFC 3339. Absent: that is not known. */
  readonly since?: string;
  /** Newest first. */
  readonly months: readonly PublicMonth[];
}

/** What a status is read with. `planned`: planned work that touches a stretch of time. */
export interface StatusDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly planned?: (from: number, to: number) => readonly Uncounted[];
}

/** What is older says nothing of now. */
const freshMs = 3_600_000;
const monthsShown = 3;
const confirmedRule = 'availability.confirmed';

/** What everyone may know of a hosted server. Undefined: it is not watched any more. */
export async function readStatus(
  { store, clock, planned = () => [] }: StatusDeps,
  host: Host,
): Promise<PublicStatus | undefined> {
  const nowMs = clock.now();
  const [server] = await store.serversOf({ role: 'hosted', hosts: [host] }, { limit: 1, offset: 0 });
  if (server === undefined) return undefined;
  const [views, findings, months] = await Promise.all([
    viewsOf(store, [server]),
    store.findingsOf([host]),
    monthsOf({ store, planned }, host, nowMs),
  ]);
  const [view] = views;
  const isFresh = nowMs - Date.parse(view?.observedAt ?? '') < freshMs;
  const confirmed = findings.find(({ rule }) => rule === confirmedRule);
  const state = isFresh ? stateOf(confirmed, view?.unreachable === true) : 'unknown';
  const since = state === 'unknown' || !isSure(confirmed) ? undefined : confirmed?.since;
  return { server: host, state, months, ...(since !== undefined && { since }) };
}

/** Whether the rule has an answer. */
function isSure(finding: Finding | undefined): boolean {
  return finding?.outcome === 'passed' || finding?.outcome === 'failed';
}

/** A single look that failed is no outage: without a confirmed answer it is unknown. */
function stateOf(confirmed: Finding | undefined, isUnreachable: boolean): PublicState {
  if (confirmed?.outcome === 'failed') return 'down';
  if (confirmed?.outcome === 'passed') return 'up';
  return isUnreachable ? 'unknown' : 'up';
}

async function monthsOf(
  { store, planned }: Required<Omit<StatusDeps, 'clock'>>,
  server: Host,
  nowMs: number,
): Promise<readonly PublicMonth[]> {
  const now = new Date(nowMs);
  const starts = Array.from({ length: monthsShown }, (_, back) =>
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back),
  );
  const until = Math.max(lastEnd(nowMs), starts[0] ?? 0);
  const uncounted = planned(Math.min(...starts), until);
  const rules = { periodMs, bad: outageCodes, unclear: unclearCodes, uncounted };
  const [count] = await store.availability({ servers: [server], starts, until, ...rules });
  return starts.map((start, index) => {
    const month = new Date(start).toISOString().slice(0, 7);
    // Each window reaches to the end, so the one before it is in it.
    const known = (count?.windows[index]?.known ?? 0) - (count?.windows[index - 1]?.known ?? 0);
    const bad = (count?.windows[index]?.bad ?? 0) - (count?.windows[index - 1]?.bad ?? 0);
    return { month, ...(known > 0 && { availability: 1 - bad / known }) };
  });
}
