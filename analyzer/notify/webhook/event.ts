import { createHash } from 'node:crypto';
import type { Alert, AlertNotice } from '../../../model/alert.ts';
import type { Severity } from '../../../model/finding.ts';
import { clippedLine, clippedText } from '../text.ts';

/** What a receiver was last told of an alert, or will be: it is queued. `episode`: when it began to fire. `count`: events before this one in the episode. */
export interface Told {
  readonly state: 'firing' | 'unknown' | 'resolved';
  readonly severity: Severity;
  readonly episode: string;
  readonly count: number;
}

/** What there is to tell after what was told. Undefined: nothing. */
export function nextTold({ alert }: AlertNotice, told: Told | undefined): Told | undefined {
  const { state, severity } = alert;
  if (state === 'pending') return undefined;
  const episode = alert.firedAt ?? alert.activeAt;
  // Planned work keeps quiet whatever begins or changes; the end of what was told is always told.
  const isQuiet = alert.silencedBy !== undefined && state !== 'resolved';
  const isUnheard = state === 'resolved' && (told === undefined || told.state === 'resolved');
  // The end of an earlier failure says nothing of the one that was told since.
  const isOfBefore = state === 'resolved' && told !== undefined && episode < told.episode;
  if (isQuiet || isUnheard || isOfBefore) return undefined;
  if (told === undefined || told.episode !== episode) return { state, severity, episode, count: 0 };
  const isNews = told.state !== state || (state !== 'resolved' && told.severity !== severity);
  return isNews ? { state, severity, episode, count: told.count + 1 } : undefined;
}

/** The id of an event: the same whenever the same thing is told, by whichever process. */
export function eventId(alert: Alert, { episode, count }: Told): string {
  return `msg_${createHash('sha256').update(`${alert.id} ${episode} ${count}`).digest('base64url')}`;
}

/** Bytes of a body, at most. Source: Standard Webhooks 1.0.0, "Payload size". */
const mostBytes = 20_000;

/** The body of an event, at most 20,000 bytes. `at`: RFC 3339, when it came to be told. Source: Standard Webhooks 1.0.0, "Payload structure". */
export function eventBody(notice: AlertNotice, told: Told, at: string): string {
  const { firedAt, resolvedAt } = notice.alert;
  const changedAt = told.state === 'resolved' ? resolvedAt : told.count === 0 ? firedAt : undefined;
  const event = { type: `alert.${told.state}`, timestamp: changedAt ?? at, data: dataOf(notice) };
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) <= mostBytes) return text;
  const { incidentText: _, labels: __, evidence: ___, ...least } = event.data;
  return JSON.stringify({ ...event, data: { ...least, cut: true } });
}

/** Most labels and observations that are named. */
const mostLabels = 30;
const mostEvidence = 20;

function dataOf({ alert, title, link, firstAction, incidentText }: AlertNotice) {
  const { id, rule, ruleVersion, audience, severity, state, activeAt, firedAt, resolvedAt, incident } = alert;
  const labels = Object.entries(alert.labels).slice(0, mostLabels);
  return {
    alert: id,
    rule,
    ruleVersion,
    audience,
    severity,
    state,
    title: clippedLine(title, 500),
    because: clippedLine(alert.because, 1_000),
    link: clippedLine(link, 2_000),
    firstAction: clippedLine(firstAction, 1_000),
    incidentText: clippedText(incidentText, 6_000),
    labels: Object.fromEntries(
      labels.map(([name, value]) => [clippedLine(name, 64), clippedLine(value, 300)]),
    ),
    evidence: alert.evidence.slice(0, mostEvidence),
    activeAt,
    firedAt,
    resolvedAt,
    incident: incident === undefined ? undefined : clippedLine(incident, 200),
  };
}
