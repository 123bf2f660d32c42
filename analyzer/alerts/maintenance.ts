import type { Alert } from '../../model/alert.ts';
import { weekdays } from '../../model/configuration/maintenance.ts';
import type { Configuration } from '../../model/configuration.ts';
import { dayIn, instantOf } from './wall-time.ts';

const dayMs = 86_400_000;

type MaintenanceWindow = Configuration['maintenance'][number];

/** Is a window open at an instant (epoch milliseconds)? Its end does not belong to it. */
export function isOpen({ from, to, weekly }: MaintenanceWindow, nowMs: number): boolean {
  if (weekly !== undefined) return isOpenThisWeek(weekly, nowMs);
  return from !== undefined && to !== undefined && Date.parse(from) <= nowMs && nowMs < Date.parse(to);
}

/** It began on one of the last eight days by the calendar of its zone, or it is not open: none lasts for a week. */
function isOpenThisWeek(weekly: NonNullable<MaintenanceWindow['weekly']>, nowMs: number): boolean {
  const { day, time, duration, zone } = weekly;
  const today = Date.parse(dayIn(zone, nowMs));
  const days = Array.from({ length: 8 }, (_, back) => new Date(today - back * dayMs));
  return days.some((date) => {
    if (weekdays[(date.getUTCDay() + 6) % 7] !== day) return false;
    const beginsMs = instantOf({ day: date.toISOString().slice(0, 10), time }, zone);
    return beginsMs <= nowMs && nowMs < beginsMs + duration;
  });
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
