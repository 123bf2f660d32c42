import type { Finding } from '../model/finding.ts';
import type { ServerStanding } from '../model/server.ts';
import type { ServerRule } from '../rules/rule.ts';
import type { Store } from '../store/store.ts';
import { awaitingSecondObservation } from './evaluate.ts';
import { type Judged, judge } from './judge.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** What a judgement works with. */
export interface ConfirmOptions {
  readonly store: Pick<Store, 'latestBefore'>;
  readonly rules: readonly ServerRule[];
}

/** What is known of a server before it is judged. `previous`: its findings by then. */
export interface Known {
  readonly snapshot: Snapshot;
  readonly previous: readonly Finding[];
}

/** All rules over one server. It looks back in time only where a rule waits for its second observation. */
export async function confirmed(
  { store, rules }: ConfirmOptions,
  server: ServerStanding,
  { snapshot, previous }: Known,
): Promise<Judged> {
  const first = judge(snapshot, { rules, previous });
  const earlier = new Map<string, Snapshot>();
  for (const { rule, because, observedAt } of first.findings) {
    const hours = rules.find(({ id }) => id === rule)?.confirmAfterHours;
    if (hours === undefined || !because.startsWith(awaitingSecondObservation)) continue;
    const instant = new Date(Date.parse(observedAt) - hours * 3_600_000).toISOString();
    earlier.set(rule, snapshotOf(server, await store.latestBefore(server.host, instant)));
  }
  if (earlier.size === 0) return first;
  return judge(snapshot, { rules, previous, earlier: ({ id }) => earlier.get(id) });
}
