import { createHash } from 'node:crypto';
import type { Alert } from '../../model/alert.ts';
import { instant } from '../../model/clock.ts';
import type { FollowedAlert } from '../../model/followed-alert.ts';
import type { Incident } from '../../model/incident.ts';
import type { Census } from './attributes.ts';
import { bestCandidate, type Candidate, causesOf, togetherMs } from './candidates.ts';

/** What is known when alerts are grouped. `open`: incidents without an end. */
export interface GroupingContext {
  readonly open: readonly Incident[];
  /** Absent: it is not known what servers share, so incidents only end. */
  readonly census?: Census | undefined;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

/** Alerts with the incidents they belong to. `incidents`: those that are new, grew or ended. */
export interface Grouped {
  readonly followed: readonly FollowedAlert[];
  readonly incidents: readonly Incident[];
}

/**
 * Groups alerts that began together and share something. Pure. An incident keeps its id and its cause when members join; it ends when
 * none of its members fires. An alert stays in its incident.
 */
export function grouped(
  followed: readonly FollowedAlert[],
  { open, census, nowMs }: GroupingContext,
): Grouped {
  const incidents = new Map(open.map((incident) => [incident.id, incident]));
  const places = new Map<string, string>();
  if (census !== undefined) placeAll(followed, { incidents, places, census });
  const placed = followed.map((one) => withIncident(one, places.get(one.alert.id)));
  const now = [...incidents.values()].map((incident) => endedBy(placed, incident, nowMs));
  const before = new Set(open);
  return { followed: placed, incidents: now.filter((incident) => !before.has(incident)) };
}

interface Places {
  /** By id. Grows. */
  readonly incidents: Map<string, Incident>;
  /** Incidents by the id of the alert. Grows. */
  readonly places: Map<string, string>;
  readonly census: Census;
}

/** First those that go on take in what belongs to them, then what is left makes new ones. */
function placeAll(followed: readonly FollowedAlert[], { incidents, places, census }: Places): void {
  const place = (alert: Alert, incident: Incident) => {
    incidents.set(incident.id, incident);
    places.set(alert.id, incident.id);
  };
  for (const alert of loose(followed, places)) {
    const joined = [...incidents.values()].find((incident) => belongs(alert, incident, census));
    if (joined !== undefined) place(alert, withMember(joined, alert));
  }
  for (;;) {
    const best = bestCandidate(loose(followed, places), census);
    if (best === undefined) break;
    const incident = incidentOf(best);
    for (const alert of best.alerts) place(alert, incident);
  }
}

/** Alerts that fire and belong nowhere yet. What the monitor says about itself has no server to share anything. */
function loose(followed: readonly FollowedAlert[], places: ReadonlyMap<string, string>): readonly Alert[] {
  const alerts = followed.map(({ alert }) => alert);
  return alerts.filter((alert) => isOn(alert) && alert.incident === undefined && !places.has(alert.id));
}

function isOn({ state }: Alert): boolean {
  return state === 'firing' || state === 'unknown';
}

function belongs(alert: Alert, { cause, startedAt, joinedAt }: Incident, census: Census): boolean {
  const atMs = Date.parse(alert.activeAt);
  const isClose = atMs >= Date.parse(startedAt) - togetherMs && atMs <= Date.parse(joinedAt) + togetherMs;
  const shares = causesOf(alert, census).some(
    ({ kind, value }) => kind === cause.kind && value === cause.value,
  );
  return isClose && shares;
}

function withMember(incident: Incident, { id, activeAt }: Alert): Incident {
  const startedAt = activeAt < incident.startedAt ? activeAt : incident.startedAt;
  const joinedAt = activeAt > incident.joinedAt ? activeAt : incident.joinedAt;
  const members = incident.members.includes(id) ? incident.members : [...incident.members, id];
  return { ...incident, startedAt, joinedAt, members };
}

function incidentOf({ cause, alerts }: Candidate): Incident {
  const members = alerts.map(({ id }) => id);
  const [startedAt = '', joinedAt = ''] = [alerts[0]?.activeAt, alerts.at(-1)?.activeAt];
  const id = createHash('sha256')
    .update(JSON.stringify([cause.kind, cause.value, startedAt, members[0]]))
    .digest('hex');
  return { id, cause, startedAt, joinedAt, members };
}

function withIncident(one: FollowedAlert, incident: string | undefined): FollowedAlert {
  return incident === undefined ? one : { ...one, alert: { ...one.alert, incident } };
}

function endedBy(followed: readonly FollowedAlert[], incident: Incident, nowMs: number): Incident {
  const isGoingOn = followed.some(({ alert }) => alert.incident === incident.id && isOn(alert));
  return isGoingOn ? incident : { ...incident, endedAt: instant(nowMs) };
}
