import { certificateEnd } from '../../../analyzer/certificate.ts';
import { type DeliveryClock, deliveryClocks } from '../../../analyzer/delivery/clock.ts';
import type { ErrorBudget } from '../../../analyzer/objectives/budget.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { Incident } from '../../../model/incident.ts';
import type { Observation } from '../../../model/observation.ts';
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
  const blind = overview.hosted.filter(({ certificateEnd: end }) => end === undefined);
  const [kept, clocks, incidents, changes, seen] = await Promise.all([
    budgets?.(nowMs),
    deliveryClocks(store, hosts, nowMs),
    store.incidents(incidentsShown),
    recentChanges(store, { views: overview.hosted, since: instant(nowMs - changedForMs), aliveRule }),
    // While a server is down its newest handshake shows none: then the last one that did.
    store.newestWithData(
      'tls',
      blind.map(({ server }) => server.host),
    ),
  ]);
  const handshakes = Map.groupBy(seen, ({ server }) => server);
  const hosted = overview.hosted.map((view) => hostedNow(view, { budgets: kept, clocks, handshakes }));
  return {
    ...overview,
    hosted,
    changes,
    incidents: incidents.filter(({ endedAt }) => endedAt === undefined),
  };
}

/** What is known of hosted servers besides their views, by server. */
interface Known {
  readonly budgets: ReadonlyMap<Host, ErrorBudget> | undefined;
  readonly clocks: ReadonlyMap<Host, DeliveryClock>;
  readonly handshakes: ReadonlyMap<Host, readonly Observation[]>;
}

function hostedNow(view: ServerView, { budgets, clocks, handshakes }: Known): HostedNow {
  const { host } = view.server;
  const budget = budgets?.get(host);
  const delivery = clocks.get(host);
  const end = view.certificateEnd ?? certificateEnd(handshakes.get(host) ?? []);
  return {
    ...view,
    ...(budget !== undefined && { budget }),
    ...(delivery !== undefined && { delivery }),
    ...(end !== undefined && { certificateEnd: end }),
  };
}
