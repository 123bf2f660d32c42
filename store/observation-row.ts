import type { FailureCode, Stage } from '../model/failure.ts';
import type { Host } from '../model/host.ts';
import type { ClockSync, EarlierObservation, Evidence, Observation } from '../model/observation.ts';
import { observationId } from '../model/observation-id.ts';
import { columnInstant } from './engine/engine.ts';

/** An observation as its table holds it. Instants are RFC 3339 when read. Empty text stands for absent. */
export interface ObservationRow {
  readonly server: Host;
  readonly probe: string;
  readonly scheduled_at: string;
  readonly vantage: string;
  readonly started_at: string;
  readonly duration_ms: number;
  readonly probe_version: number;
  readonly consent: Observation['consent'];
  readonly outcome: Observation['outcome'];
  readonly failure_code: FailureCode | '';
  readonly failure_stage: Stage | '';
  readonly failure_detail: string;
  readonly replayed: boolean;
  /** JSON. */
  readonly data: string;
  /** JSON. */
  readonly exchanges: string;
  readonly monitor_version: string;
  readonly clock_sync: ClockSync | '';
}

/** Columns of an observation, in the order they are read; the id is derived from the first four. */
export const observationColumns = [
  'server',
  'probe',
  'scheduled_at',
  'vantage',
  'started_at',
  'duration_ms',
  'probe_version',
  'consent',
  'outcome',
  'failure_code',
  'failure_stage',
  'failure_detail',
  'replayed',
  'data',
  'exchanges',
  'monitor_version',
  'clock_sync',
] as const satisfies readonly (keyof ObservationRow)[];

/** @throws {RangeError} when the id is not the one derived from the key, or an instant is none: a bug of ours. */
export function observationRow(observation: Observation): ObservationRow {
  if (observation.id !== observationId(observation))
    throw new RangeError(`observation ${observation.id} has an id that is not derived from its key`);
  const { failure, data } = observation;
  return {
    server: observation.server,
    probe: observation.probe,
    scheduled_at: columnInstant(observation.scheduledAt),
    vantage: observation.vantage,
    started_at: columnInstant(observation.startedAt),
    duration_ms: observation.durationMs,
    probe_version: observation.probeVersion,
    consent: observation.consent,
    outcome: observation.outcome,
    failure_code: failure?.code ?? '',
    failure_stage: failure?.stage ?? '',
    failure_detail: failure?.detail ?? '',
    replayed: observation.replayed,
    data: data === undefined ? '' : JSON.stringify(data),
    exchanges: JSON.stringify(observation.exchanges),
    monitor_version: observation.witness?.monitorVersion ?? '',
    clock_sync: observation.witness?.clockSync ?? '',
  };
}

/** Columns of an observation that later ones are compared with. */
export const earlierColumns = [
  'server',
  'probe',
  'scheduled_at',
  'vantage',
  'started_at',
  'probe_version',
  'outcome',
  'data',
] as const satisfies readonly (keyof ObservationRow)[];

/** A row of these columns. */
export type EarlierRow = Pick<ObservationRow, (typeof earlierColumns)[number]>;

/** The observation that was written as this row. */
export function observationOf(row: ObservationRow): Observation {
  const {
    failure_code: code,
    failure_stage: stage,
    monitor_version: monitorVersion,
    clock_sync: clockSync,
  } = row;
  return {
    ...earlierOf(row),
    consent: row.consent,
    durationMs: row.duration_ms,
    ...(code === '' || stage === '' ? {} : { failure: { code, stage, detail: row.failure_detail } }),
    ...(clockSync === '' ? {} : { witness: { monitorVersion, clockSync } }),
    exchanges: JSON.parse(row.exchanges),
    replayed: row.replayed,
  };
}

/** As `observationOf`, of a row that was read to be compared. */
export function earlierOf(row: EarlierRow): EarlierObservation {
  const key = { server: row.server, probe: row.probe, scheduledAt: row.scheduled_at, vantage: row.vantage };
  return {
    id: observationId(key),
    ...key,
    probeVersion: row.probe_version,
    startedAt: row.started_at,
    outcome: row.outcome,
    ...(row.data === '' ? {} : { data: JSON.parse(row.data) }),
  };
}

/** Evidence as its table holds it. */
export interface EvidenceRow {
  readonly kept_sha256: string;
  readonly received_sha256: string;
  readonly media_type: string;
  readonly content: string;
  readonly month: string;
  readonly first_seen_at: string;
}

export const evidenceColumns = [
  'kept_sha256',
  'received_sha256',
  'media_type',
  'content',
  'month',
  'first_seen_at',
] as const satisfies readonly (keyof EvidenceRow)[];

/** @throws {RangeError} when the hash or the instant is none: a bug of ours. */
export function evidenceRow(evidence: Evidence): EvidenceRow {
  if (!/^[0-9a-f]{64}$/.test(evidence.keptSha256))
    throw new RangeError(`evidence is kept by its SHA-256, not by ${evidence.keptSha256}`);
  const firstSeenAt = columnInstant(evidence.firstSeenAt);
  return {
    kept_sha256: evidence.keptSha256,
    received_sha256: evidence.receivedSha256,
    media_type: evidence.mediaType,
    content: evidence.content,
    month: `${firstSeenAt.slice(0, 7)}-01`,
    first_seen_at: firstSeenAt,
  };
}
