import type { Finding } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { Observation } from '../model/observation.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
import { type FindingRow, findingColumns, findingOf, findingRow } from './findings.ts';
import { byPartition } from './latest.ts';
import { type ObservationRow, observationColumns, observationOf } from './observation-row.ts';

/** A finding, and the moment of virtual time at which it was made. RFC 3339, UTC. */
export interface DatedFinding {
  readonly finding: Finding;
  readonly at: string;
}

/** Findings of some rules. `servers` absent: of all. Never both empty. */
export interface Subjects {
  readonly rules: readonly string[];
  readonly servers?: readonly Host[];
}

/** Observations of one server that began in a stretch of time, both ends included. RFC 3339. */
export interface Stretch {
  readonly server: Host;
  readonly since: string;
  readonly until: string;
}

/** What findings are made again from, and how the old ones are replaced. */
export interface Rescoring {
  /** In the order in which they were due, a page at a time; equal moments by vantage and probe. */
  observed(stretch: Stretch): AsyncGenerator<readonly Observation[]>;
  /** When the oldest observation of the store was due. Undefined: there is none. */
  oldestObservation(): Promise<string | undefined>;
  /** The newest finding of each rule, server and labels that is dated before an instant. */
  findingsBefore(subjects: Subjects, instant: string): Promise<readonly Finding[]>;
  /** Findings that are dated at or after an instant, by server, rule, labels and date. */
  findingsSince(subjects: Subjects, instant: string): Promise<readonly Finding[]>;
  /** Puts findings in the place of those that are dated at or after an instant. What was cut off can be run again. */
  replaceFindings(subjects: Subjects, instant: string, findings: readonly DatedFinding[]): Promise<void>;
}

const observationList = observationColumns.join(', ');
const findingList = findingColumns.join(', ');
/** Observations in memory at once. */
const pageRows = 1_000;

/** Rescoring over an engine. */
export function rescoring(engine: Engine): Rescoring {
  return {
    observed: (stretch) => observed(engine, stretch),
    oldestObservation: () => oldestObservation(engine),
    findingsBefore: (subjects, instant) => findingsBefore(engine, subjects, instant),
    findingsSince: (subjects, instant) => findingsSince(engine, subjects, instant),
    replaceFindings: (subjects, instant, findings) =>
      replaceFindings(engine, { subjects, instant, findings }),
  };
}

async function* observed(
  engine: Engine,
  { server, since, until }: Stretch,
): AsyncGenerator<readonly Observation[]> {
  // What began in the stretch may have been due before it. The condition on its date also spares whole months.
  const from = columnInstant(new Date(Date.parse(since) - 86_400_000).toISOString());
  const bounds = { server, since: columnInstant(since), until: columnInstant(until) };
  let after = { at: from, vantage: '', probe: '' };
  for (let more = true; more; ) {
    const rows = await engine.rows<ObservationRow>({
      sql: `SELECT ${observationList} FROM observations FINAL
        WHERE server = {server:String} AND started_at >= {since:DateTime64(3, 'UTC')} AND started_at <= {until:DateTime64(3, 'UTC')}
          AND scheduled_at >= {at:DateTime64(3, 'UTC')} AND (scheduled_at, vantage, probe) > ({at:DateTime64(3, 'UTC')}, {vantage:String}, {probe:String})
        ORDER BY scheduled_at, vantage, probe LIMIT ${pageRows} ${byPartition}`,
      parameters: { ...bounds, ...after },
    });
    const last = rows.at(-1);
    if (last !== undefined)
      after = { at: columnInstant(last.scheduled_at), vantage: last.vantage, probe: last.probe };
    more = rows.length === pageRows;
    yield rows.map(observationOf);
  }
}

async function oldestObservation(engine: Engine): Promise<string | undefined> {
  const [row] = await engine.rows<{ readonly at: string; readonly count: number }>({
    sql: 'SELECT min(scheduled_at) AS at, count() AS count FROM observations',
    heavy: true,
  });
  return row === undefined || row.count === 0 ? undefined : row.at;
}

async function findingsBefore(
  engine: Engine,
  subjects: Subjects,
  instant: string,
): Promise<readonly Finding[]> {
  const { where, parameters } = conditionOf(subjects, instant);
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${findingList} FROM (
        SELECT * FROM findings FINAL WHERE ${where} AND observed_at < {instant:DateTime64(3, 'UTC')}
        ORDER BY observed_at DESC, written_at DESC LIMIT 1 BY server, rule, labels
      ) ORDER BY server, rule, labels`,
    parameters,
    heavy: true,
  });
  return rows.map(findingOf);
}

async function findingsSince(
  engine: Engine,
  subjects: Subjects,
  instant: string,
): Promise<readonly Finding[]> {
  const { where, parameters } = conditionOf(subjects, instant);
  const rows = await engine.rows<FindingRow>({
    sql: `SELECT ${findingList} FROM findings FINAL WHERE ${where} AND observed_at >= {instant:DateTime64(3, 'UTC')}
      ORDER BY server, rule, labels, observed_at, written_at`,
    parameters,
    heavy: true,
  });
  return rows.map(findingOf);
}

interface Replacement {
  readonly subjects: Subjects;
  readonly instant: string;
  readonly findings: readonly DatedFinding[];
}

async function replaceFindings(engine: Engine, { subjects, instant, findings }: Replacement): Promise<void> {
  const before = await findingsBefore(engine, subjects, instant);
  const { where, parameters } = conditionOf(subjects, instant);
  await engine.command(
    `DELETE FROM findings WHERE ${where} AND observed_at >= {instant:DateTime64(3, 'UTC')}`,
    parameters,
  );
  await engine.command(`DELETE FROM current_findings WHERE ${where}`, parameters);
  const standing = before.map(findingRow);
  if (standing.length > 0)
    await engine.insert({ table: 'current_findings', columns: findingColumns, body: jsonLines(standing) });
  // Their own moment is their time of writing: of equally old ones the last counts, and nobody takes them for news.
  const rows = findings.map(({ finding, at }) => ({ ...findingRow(finding), written_at: columnInstant(at) }));
  if (rows.length > 0)
    await engine.insert({
      table: 'findings',
      columns: [...findingColumns, 'written_at'],
      body: jsonLines(rows),
    });
}

function conditionOf({ rules, servers }: Subjects, instant: string) {
  const narrow = servers === undefined ? '' : ' AND server IN {servers:Array(String)}';
  return {
    where: `rule IN {rules:Array(String)}${narrow}`,
    parameters: { rules, instant: columnInstant(instant), ...(servers !== undefined && { servers }) },
  };
}
