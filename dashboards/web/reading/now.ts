import { type DeliveryClock, deliveryClocks } from '../../../analyzer/delivery/clock.ts';
import type { ErrorBudget } from '../../../analyzer/objectives/budget.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { Incident } from '../../../model/incident.ts';
import type { Store } from '../../../store/store.ts';
import { type Change, recentChanges } from './changes.ts';
import { type Overview, readOverview } from './overview.ts';
import type { ServerView } from './view.ts';

/** An hour: what on-call asks first is what is different from a moment ago. */
const changedForMs = 3_600_000;
const incidentsShown = 20;

/** A hosted server as the federation sees it now. */
export interface HostedNow extends ServerView {
  /** Of this calendar month (UTC). Absent: no objective was promised, or this process does not reckon. */
  readonly budget?: ErrorBudget;
  /** Absent: no clock runs. */
  readonly delivery?: DeliveryClock;
}

/** The front page. */
export interface Now extends Omit<Overview, 'hosted'> {
  /** As in the overview, the most urgent first. */
  readonly hosted: readonly HostedNow[];
  /** Incidents that go on, the newest first. */
  readonly incidents: readonly Incident[];
  /** What changed at hosted servers in the last hour, newest first. */
  readonly changes: readonly Change[];
}

/** What the front page is asked for. `peersPage`: as the address bar has it. */
export interface NowQuestion {
  readonly peersPage: string | undefined;
  readonly nowMs: number;
  readonly budgets?: (atMs: number) => Promise<ReadonlyMap<Host, ErrorBudget>>;
}

/** What the front page shows. */
export async function readNow(store: Store, { peersPage, nowMs, budgets }: NowQuestion): Promise<Now> {
  const overview = await readOverview(store, peersPage);
  const hosts = overview.hosted.map(({ server }) => server.host);
  const [kept, clocks, incidents, changes] = await Promise.all([
    budgets?.(nowMs),
    deliveryClocks(store, hosts, nowMs),
    store.incidents(incidentsShown),
    recentChanges(store, { views: overview.hosted, since: instant(nowMs - changedForMs), aliveRule }),
  ]);
  const hosted = overview.hosted.map((view) => hostedNow(view, kept, clocks));
  return {
    ...overview,
    hosted,
    changes,
    incidents: incidents.filter(({ endedAt }) => endedAt === undefined),
  };
}

function hostedNow(
  view: ServerView,
  budgets: ReadonlyMap<Host, ErrorBudget> | undefined,
  clocks: ReadonlyMap<Host, DeliveryClock>,
): HostedNow {
  const budget = budgets?.get(view.server.host);
  const delivery = clocks.get(view.server.host);
  return {
    ...view,
    ...(budget !== undefined && { budget }),
    ...(delivery !== undefined && { delivery }),
  };
}
