import { instant } from '../model/clock.ts';
import type { EarlierFinding } from '../model/finding.ts';
import type { ServerStanding } from '../model/server.ts';
import type { ServerRule } from '../rules/rule.ts';
import type { Store } from '../store/store.ts';
import { awaitingSecondObservation, confirmationsOf, confirmBeforeMs } from './evaluate.ts';
import { type Judged, judge } from './judge.ts';
import { newestAt, type Snapshot, snapshotOf } from './snapshot.ts';

/** What a judgement works with. */
export interface ConfirmOptions {
  readonly store: Pick<Store, 'latestBefore' | 'firstSince'>;
  readonly rules: readonly ServerRule[];
}

/** What is known of a server before it is judged. `previous`: its findings by then. */
export interface Known {
  readonly snapshot: Snapshot;
  readonly previous: readonly EarlierFinding[];
}

/** What all rules say, and what they saw, with what was recalled for them. */
export interface Confirmed extends Judged {
  readonly snapshot: Snapshot;
}

/** All rules over one server. It looks back in time only where a rule asks for that or waits for its second observation. */
export async function confirmed(
  options: ConfirmOptions,
  server: ServerStanding,
  { snapshot: present, previous }: Known,
): Promise<Confirmed> {
  const { rules } = options;
  const first = judge(present, { rules, previous });
  const snapshot = await recall(options, present, first.recalls);
  const judged = snapshot === present ? first : judge(snapshot, { rules, previous });
  const earlier = new Map<string, readonly Snapshot[]>();
  for (const rule of rules) {
    if (rule.confirmAfterHours === undefined || !awaits(judged, rule)) continue;
    earlier.set(rule.id, await lookBack(options, server, { rule, snapshot }));
  }
  if (earlier.size === 0) return { ...judged, snapshot };
  return { ...judge(snapshot, { rules, previous, earlier: ({ id }) => earlier.get(id) }), snapshot };
}

function awaits({ findings }: Judged, { id }: ServerRule): boolean {
  return findings.some(({ rule, because }) => rule === id && because.startsWith(awaitingSecondObservation));
}

/** The snapshot, with what rules asked for. */
async function recall(
  { store, rules }: ConfirmOptions,
  snapshot: Snapshot,
  recalls: Judged['recalls'],
): Promise<Snapshot> {
  const until = newestAt(snapshot.observations.values());
  if (recalls.size === 0 || until === undefined) return snapshot;
  const recalled = [];
  for (const { id, recalls: probes = [] } of rules) {
    const since = recalls.get(id);
    if (since === undefined) continue;
    recalled.push(...(await store.firstSince({ server: snapshot.server.host, probes, since, until })));
  }
  return { ...snapshot, recalled };
}

interface Awaiting {
  readonly rule: ServerRule;
  readonly snapshot: Snapshot;
}

/** The server as it was at each observation that the rule wants to say the same, newest first, as far back as they do. */
async function lookBack(
  { store }: ConfirmOptions,
  server: ServerStanding,
  { rule, snapshot }: Awaiting,
): Promise<readonly Snapshot[]> {
  const { news, software, recalled } = snapshot;
  const known = { ...(news && { news }), ...(software && { software }), ...(recalled && { recalled }) };
  const found: Snapshot[] = [];
  let beforeMs = confirmBeforeMs(rule, snapshot);
  while (beforeMs !== undefined && found.length < confirmationsOf(rule)) {
    const observations = await store.latestBefore(server.host, instant(beforeMs));
    if (observations.length === 0) break;
    const earlier = { ...snapshotOf(server, observations), ...known };
    found.push(earlier);
    beforeMs = confirmBeforeMs(rule, earlier);
  }
  return found;
}
