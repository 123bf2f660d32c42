import { createHash } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';
import type { Finding } from '../../model/finding.ts';
import { type Host, parseHost } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { EarlierObservation, Evidence, Observation } from '../../model/observation.ts';
import { observationId } from '../../model/observation-id.ts';
import type { WatchedServer } from '../../model/server.ts';

export function host(name: string): Host {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(`${name}: ${parsed.refusal}`);
  return parsed.host;
}

export const clock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** A log that keeps what it was told. */
export function keptLog(): Log & { readonly lines: { level: string; message: string; fields?: unknown }[] } {
  const lines: { level: string; message: string; fields?: unknown }[] = [];
  const at = (level: string) => (message: string, fields?: unknown) => {
    lines.push({ level, message, fields });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A good observation of `social.example`, with changes; the id follows from its key. */
export function anObservation(changes: Partial<Omit<Observation, 'id'>> = {}): Observation {
  const made: Omit<Observation, 'id'> = {
    server: host('social.example'),
    probe: 'nodeinfo',
    probeVersion: 1,
    vantage: 'local',
    consent: 'peer',
    scheduledAt: '2026-11-20T10:00:00.000Z',
    startedAt: '2026-11-20T10:00:01.250Z',
    durationMs: 312.25,
    outcome: 'ok',
    data: { software: { name: 'mastodon', version: '4.5.1' } },
    exchanges: [
      {
        url: 'https://social.example/.well-known/nodeinfo',
        method: 'GET',
        startedAt: '2026-11-20T10:00:01.250Z',
        status: 200,
        responseHeaders: { 'content-type': 'application/json' },
        cookieNames: [],
        timings: { waitMs: 201.125, totalMs: 312.25 },
      },
    ],
    replayed: false,
    ...changes,
  };
  return { id: observationId(made), ...made };
}

/** What later observations are compared with of one that has data. */
export function asEarlier(observation: Observation): EarlierObservation {
  const { id, server, probe, probeVersion, vantage, scheduledAt, startedAt, outcome, data } = observation;
  return { id, server, probe, probeVersion, vantage, scheduledAt, startedAt, outcome, data };
}

/** An observation that we did not make. */
export function aMissed(scheduledAt: string, changes: Partial<Omit<Observation, 'id'>> = {}): Observation {
  const { data: _, ...rest } = anObservation({ scheduledAt, startedAt: scheduledAt, ...changes });
  const failure = { code: 'monitor-down', stage: 'policy', detail: 'we were not running' } as const;
  return { ...rest, outcome: 'missed', durationMs: 0, exchanges: [], failure };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function anEvidence(content: string, changes: Partial<Evidence> = {}): Evidence {
  return {
    keptSha256: sha256(content),
    receivedSha256: sha256(`${content} as received`),
    mediaType: 'application/json',
    content,
    firstSeenAt: '2026-11-20T10:00:01.250Z',
    ...changes,
  };
}

export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    server: host('social.example'),
    rule: 'actor.vary',
    ruleVersion: 1,
    audience: 'sre',
    outcome: 'failed',
    severity: 'error',
    because: 'the answer has no Vary: Accept',
    evidence: [anObservation().id],
    observedAt: '2026-11-20T10:00:01.250Z',
    since: '2026-11-20T10:00:01.250Z',
    ...changes,
  };
}

export function aServer(name: string, changes: Partial<WatchedServer> = {}): WatchedServer {
  return { host: host(name), role: 'peer', expect: {}, watchedSince: '2026-11-01T00:00:00.000Z', ...changes };
}
