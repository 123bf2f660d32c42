import type { Alert, AlertChange } from '../model/alert.ts';
import type { FollowedAlert } from '../model/followed-alert.ts';
import type { Incident } from '../model/incident.ts';
import type { AlertMemory, AlertStore } from './alert-store.ts';
import type { Engine } from './engine/engine.ts';
import type { Cut } from './pages.ts';

/** What is read of alerts and incidents. */
export function alertReads(engine: Engine): Omit<AlertStore, 'recordAlertPass' | 'lastObserved'> {
  return {
    alertMemory: () => alertMemory(engine),
    alertChanges: (cut) => alertChanges(engine, cut),
    stepsOf: (id, limit) => stepsOf(engine, id, limit),
    alertsOf: (ids) => alertsOf(engine, ids),
    incident: (id) => incident(engine, id),
    incidents: (limit) => incidents(engine, limit),
  };
}

async function alertMemory(engine: Engine): Promise<AlertMemory> {
  const [newest] = await engine.rows<{ readonly pass: number }>({
    sql: 'SELECT max(pass) AS pass FROM (SELECT pass FROM alerts UNION ALL SELECT pass FROM incidents)',
  });
  const alerts = await engine.rows<{ readonly followed: string }>({
    sql: 'SELECT followed FROM alerts FINAL WHERE NOT gone ORDER BY id',
  });
  const open = await engine.rows<{ readonly incident: string }>({
    sql: 'SELECT incident FROM incidents FINAL WHERE ended_at IS NULL ORDER BY id',
  });
  return {
    pass: newest?.pass ?? 0,
    followed: alerts.map(({ followed }) => followedOf(followed)),
    incidents: open.map(({ incident }) => incidentOf(incident)),
  };
}

interface ChangeRow {
  readonly at: string;
  readonly was: AlertChange['from'];
  readonly became: AlertChange['to'];
  readonly followed: string;
}

async function alertChanges(engine: Engine, { limit, offset }: Cut): Promise<readonly AlertChange[]> {
  const rows = await engine.rows<ChangeRow>({
    sql: `SELECT at, was, became, followed FROM alert_changes FINAL
      ORDER BY at DESC, id, became LIMIT {limit:UInt32} OFFSET {offset:UInt32}`,
    parameters: { limit, offset },
    heavy: true,
  });
  return rows.map(changeOf);
}

async function stepsOf(engine: Engine, id: string, limit: number): Promise<readonly AlertChange[]> {
  const rows = await engine.rows<ChangeRow>({
    sql: `SELECT at, was, became, followed FROM alert_changes FINAL WHERE toString(id) = {id:String}
      ORDER BY at DESC, became LIMIT {limit:UInt32}`,
    parameters: { id, limit },
    heavy: true,
  });
  return rows.map(changeOf);
}

async function alertsOf(engine: Engine, ids: readonly string[]): Promise<readonly Alert[]> {
  if (ids.length === 0) return [];
  const rows = await engine.rows<{ readonly newest: string }>({
    sql: `SELECT argMax(followed, at) AS newest FROM alert_changes FINAL
      WHERE toString(id) IN {ids:Array(String)} GROUP BY id`,
    parameters: { ids },
    heavy: true,
  });
  const alerts = rows.map(({ newest }) => followedOf(newest).alert);
  return alerts.toSorted((a, b) => (`${a.activeAt} ${a.id}` < `${b.activeAt} ${b.id}` ? -1 : 1));
}

function changeOf({ at, was, became, followed }: ChangeRow): AlertChange {
  return { alert: followedOf(followed).alert, from: was, to: became, at };
}

async function incident(engine: Engine, id: string): Promise<Incident | undefined> {
  const [row] = await engine.rows<{ readonly incident: string }>({
    sql: 'SELECT incident FROM incidents FINAL WHERE toString(id) = {id:String}',
    parameters: { id },
  });
  return row === undefined ? undefined : incidentOf(row.incident);
}

async function incidents(engine: Engine, limit: number): Promise<readonly Incident[]> {
  const rows = await engine.rows<{ readonly incident: string }>({
    sql: 'SELECT incident FROM incidents FINAL ORDER BY started_at DESC, id LIMIT {limit:UInt32}',
    parameters: { limit },
  });
  return rows.map(({ incident }) => incidentOf(incident));
}

/** This module wrote it, from a value of this type. */
function followedOf(text: string): FollowedAlert {
  return JSON.parse(text);
}

/** As `followedOf`. */
function incidentOf(text: string): Incident {
  return JSON.parse(text);
}
