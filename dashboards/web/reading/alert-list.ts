import type { Alert, AlertChange } from '../../../model/alert.ts';
import type { Incident } from '../../../model/incident.ts';
import type { Store } from '../../../store/store.ts';

const changesShown = 40;
const incidentsShown = 20;

/** Everything about alerts that is of now. */
export interface AlertList {
  /** Those that fire, are unknown, wait or ended just now; in this order, the loudest and then the oldest first. The always-firing one aside. */
  readonly alerts: readonly Alert[];
  /** The alert that always fires. Absent: the analyzer has not made it yet. */
  readonly alive?: Alert;
  /** Those that go on, then those that ended, newest first. */
  readonly incidents: readonly Incident[];
  /** Newest first. */
  readonly changes: readonly AlertChange[];
}

const states = ['firing', 'unknown', 'pending', 'resolved'] as const satisfies readonly Alert['state'][];
const loudness = ['critical', 'error', 'warning', 'info'] as const satisfies readonly Alert['severity'][];

/** The alerts, incidents and steps that the list of alerts shows. `aliveRule`: the rule of the alert that always fires. */
export async function readAlerts(store: Store, aliveRule: string): Promise<AlertList> {
  const [{ followed }, incidents, changes] = await Promise.all([
    store.alertMemory(),
    store.incidents(incidentsShown),
    store.alertChanges({ limit: changesShown, offset: 0 }),
  ]);
  const all = followed.filter(({ idle }) => !idle).map(({ alert }) => alert);
  const alive = all.find(({ rule }) => rule === aliveRule);
  const [open, over] = [true, false].map((isOpen) =>
    incidents.filter(({ endedAt }) => (endedAt === undefined) === isOpen),
  );
  return {
    alerts: all.filter((alert) => alert.rule !== aliveRule).toSorted(byUrgency),
    ...(alive !== undefined && { alive }),
    incidents: [...(open ?? []), ...(over ?? [])],
    changes: changes.filter(({ alert }) => alert.rule !== aliveRule),
  };
}

/** What fires first, then the loudest, then the oldest. */
export function byUrgency(a: Alert, b: Alert): number {
  const order =
    states.indexOf(a.state) - states.indexOf(b.state) ||
    loudness.indexOf(a.severity) - loudness.indexOf(b.severity);
  return order || (`${a.activeAt} ${a.id}` < `${b.activeAt} ${b.id}` ? -1 : 1);
}
