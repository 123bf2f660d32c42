import type { Alert } from '../../model/alert.ts';
import { weekdays } from '../../model/configuration/maintenance.ts';
import type { Configuration } from '../../model/configuration.ts';
import { dayIn, instantOf } from './wall-time.ts';

const dayMs = 86_400_000;

type MaintenanceWindow = Configuration['maintenance'][number];

/** A stretch of time, epoch milliseconds; `to` does not belong to it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Is a window open at an instant (epoch milliseconds)? Its end does not belong to it. */
export function isOpen(window: MaintenanceWindow, nowMs: number): boolean {
  return openDuring(window, { from: nowMs, to: nowMs + 1 }).length > 0;
}

/** When a window is open, as far as that touches a stretch of time; each from its begin to its end, in order. */
export function openDuring(window: MaintenanceWindow, stretch: Stretch): readonly Stretch[] {
  const { from, to, weekly } = window;
  const touches = (open: Stretch) => open.from < stretch.to && open.to > stretch.from;
  if (weekly !== undefined) return weeklyOpen(weekly, stretch).filter(touches);
  if (from === undefined || to === undefined) return [];
  return [{ from: Date.parse(from), to: Date.parse(to) }].filter(touches);
}

/** Windows that begin in a stretch or up to a week before, by the calendar of their zone: none lasts for a week. */
function weeklyOpen(weekly: NonNullable<MaintenanceWindow['weekly']>, { from, to }: Stretch): Stretch[] {
  const { day, time, duration, zone } = weekly;
  const open: Stretch[] = [];
  const last = Date.parse(dayIn(zone, to));
  for (let atMs = Date.parse(dayIn(zone, from)) - 7 * dayMs; atMs <= last; atMs += dayMs) {
    const date = new Date(atMs);
    if (weekdays[(date.getUTCDay() + 6) % 7] !== day) continue;
    const begins = instantOf({ day: date.toISOString().slice(0, 10), time }, zone);
    open.push({ from: begins, to: begins + duration });
  }
  return open;
}

/** The name of the first open window that concerns an alert. `customerOf`: whose server a host is. Undefined: nothing keeps it quiet. */
export function silencedBy(
  windows: readonly MaintenanceWindow[],
  alert: Alert,
  { nowMs, customerOf }: { readonly nowMs: number; customerOf(server: string): string | undefined },
): string | undefined {
  const { server } = alert.labels;
  const customer = server === undefined ? undefined : customerOf(server);
  return windows.find(
    (window) =>
      concernsRule(window, alert.rule) &&
      isNamed(window.servers, server) &&
      isNamed(window.customers, customer) &&
      isOpen(window, nowMs),
  )?.name;
}

/** What the monitor says about itself is never part of somebody's planned work, unless it is named. */
function concernsRule({ rules }: MaintenanceWindow, rule: string): boolean {
  return rules === undefined ? !rule.startsWith('monitor.') : rules.includes(rule);
}

function isNamed(names: readonly string[] | undefined, name: string | undefined): boolean {
  return names === undefined || (name !== undefined && names.includes(name));
}
