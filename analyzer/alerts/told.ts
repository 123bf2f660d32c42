import type { Alert } from '../../model/alert.ts';
import type { FollowedAlert } from '../../model/followed-alert.ts';

/** How long receivers are told that an alert is resolved. Source: Prometheus, rules/alerting.go, `resolvedRetention`. */
const resolvedRetentionMs = 900_000;

/** Did an alert end so recently that receivers may not have heard of it? */
export function isRetained({ resolvedAt }: Alert, nowMs: number): boolean {
  return resolvedAt !== undefined && nowMs - Date.parse(resolvedAt) <= resolvedRetentionMs;
}

/**
 * What receivers are to know: alerts that fire or are unknown, and those that ended lately, by id.
 * One that began in a maintenance window is left out until the window ends; one that was told before stays, so that nobody takes it for resolved.
 */
export function alertsToTell(followed: readonly FollowedAlert[], nowMs: number): readonly Alert[] {
  const heard = followed.filter(({ told, idle }) => told && !idle).map(({ alert }) => alert);
  return heard.filter(
    (alert) => alert.state === 'firing' || alert.state === 'unknown' || isRetained(alert, nowMs),
  );
}
