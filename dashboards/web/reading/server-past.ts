import { type RatedChange, rateChanges } from '../../../analyzer/defederation/confidence.ts';
import { type DeliveryClock, deliveryClocks } from '../../../analyzer/delivery/clock.ts';
import type { Alert } from '../../../model/alert.ts';
import { aliveRule } from '../../../model/alive.ts';
import { instant } from '../../../model/clock.ts';
import type { Host } from '../../../model/host.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { PeerRelations } from '../../../store/relations.ts';
import type { SoftwareSpan } from '../../../store/software-history.ts';
import type { Store } from '../../../store/store.ts';
import { readAlert, type Turn } from './alert-dossier.ts';
import { byUrgency } from './alert-list.ts';
import { type StateRun, stateRuns } from './state-runs.ts';

const backMs = 7 * 86_400_000;
const policyBackMs = 90 * 86_400_000;
const visitsRead = 5_000;
const shown = 50;
const hostedRead = 500;

/** What a server was, and what it is to others. */
export interface ServerPast {
  /** Of the last seven days, newest first. */
  readonly states: readonly StateRun[];
  /** Newest first. */
  readonly software: readonly SoftwareSpan[];
  /** What it changed on its own lists, the newest, oldest first. */
  readonly policyChanges: readonly RatedChange[];
  /** How many older changes of the last 90 days are left out. */
  readonly policyChangesLeft: number;
  /** Alerts about it that are of now, the most urgent first. */
  readonly alerts: readonly Alert[];
  /** Until when peers keep trying to deliver to a hosted server. Absent: no clock runs. */
  readonly delivery?: DeliveryClock;
  /** The beginning of the oldest of them. Absent: there is none. */
  readonly turn?: Turn;
  /** Towards hosted servers. Absent: it is no peer that is watched. */
  readonly relations?: PeerRelations;
  /** Hosted servers, by host; only for peers. */
  readonly hosted: readonly Host[];
}

/** What a server was before now. `nowMs`: epoch milliseconds. */
export async function readPast(
  store: Store,
  { host, role }: ServerStanding,
  nowMs: number,
): Promise<ServerPast> {
  const isPeer = role === 'peer';
  const [visits, software, { changes, left }, { followed }, related, ours, clocks] = await Promise.all([
    store.visitStates(host, instant(nowMs - backMs), visitsRead),
    store.softwareHistory(host, shown),
    store.newestPolicyChanges({ since: instant(nowMs - policyBackMs), observer: host }, shown),
    store.alertMemory(),
    isPeer ? store.relations({ peer: host }, { limit: 1, offset: 0 }) : undefined,
    isPeer ? store.serversOf({ role: 'hosted' }, { limit: hostedRead, offset: 0 }) : [],
    deliveryClocks(store, isPeer ? [] : [host], nowMs),
  ]);
  const alerts = followed
    .filter(({ alert, idle }) => !idle && alert.labels['server'] === host && alert.rule !== aliveRule)
    .map(({ alert }) => alert)
    .toSorted(byUrgency);
  const [oldest] = alerts
    .filter(({ state }) => state !== 'resolved')
    .toSorted((a, b) => (`${a.activeAt} ${a.id}` < `${b.activeAt} ${b.id}` ? -1 : 1));
  const turn = oldest === undefined ? undefined : (await readAlert(store, oldest.id))?.turn;
  const [relations] = related?.peers ?? [];
  const delivery = clocks.get(host);
  return {
    states: stateRuns(visits).toReversed(),
    software,
    policyChanges: await rateChanges(store, changes),
    policyChangesLeft: left,
    alerts,
    ...(delivery !== undefined && { delivery }),
    ...(turn !== undefined && { turn }),
    ...(relations !== undefined && { relations }),
    hosted: ours.map((one) => one.host),
  };
}
