import type { Alert } from '../../model/alert.ts';

/**
 * Flap damping after Nagios and Naemon: the last 21 checks have room for 20 changes; above a high mark something flaps, until it falls
 * below a low one. There the newest changes weigh more; here all weigh the same, and the marks are ours. Source: "Detection and Handling
 * of State Flapping", https://naemon.io/documentation/usersguide/flapping, read on 2026-11-22. Prometheus has only `keep_firing_for`.
 */
export const lookCount = 21;
/** 30 % of the changes that could be: three outages in 21 looks. */
const beginsAt = 6;
/** 10 %: one outage in 21 looks is no flapping. */
const endsAt = 2;

/** The looks with a newer one. */
export function withLook(looks: string, outcome: 'passed' | 'failed'): string {
  return `${looks}${outcome === 'failed' ? 'F' : 'P'}`.slice(-lookCount);
}

/** The alert, marked as flapping where its looks say so. */
export function flapped(alert: Alert, looks: string): Alert {
  const { flapping, ...calm } = alert;
  const changes = looks.match(/(?<=F)P|(?<=P)F/g)?.length ?? 0;
  const isFlapping = flapping === true ? changes > endsAt : changes >= beginsAt;
  return isFlapping ? { ...calm, flapping: true } : calm;
}

/** Is there nothing in these looks that could still count? */
export function isCalm(looks: string): boolean {
  return !looks.includes('F');
}
