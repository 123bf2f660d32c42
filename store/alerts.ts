import type { AlertChange } from '../model/alert.ts';
import type { Clock } from '../model/clock.ts';
import type { FollowedAlert } from '../model/followed-alert.ts';
import type { Host } from '../model/host.ts';
import type { Incident } from '../model/incident.ts';
import { alertReads } from './alert-reads.ts';
import type { AlertPass, AlertStore, LastObserved } from './alert-store.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
import { presentEnd } from './engine/present.ts';

const alertColumns = [
  'id',
  'pass',
  'at',
  'gone',
  'rule',
  'audience',
  'severity',
  'state',
  'incident',
  'was',
  'became',
  'followed',
] as const;
const incidentColumns = ['id', 'pass', 'started_at', 'ended_at', 'cause', 'value', 'incident'] as const;

/** Alerts and incidents, over an engine. */
export function alertStore(engine: Engine, clock: Clock): AlertStore {
  return {
    recordAlertPass: (pass) => recordAlertPass(engine, pass),
    ...alertReads(engine),
    lastObserved: (servers, until) => lastObserved({ engine, clock }, servers, until),
  };
}

/** Incidents first: an alert never names one that is not there. A pass that was cut off in between groups again, and alike. */
async function recordAlertPass(engine: Engine, pass: AlertPass): Promise<void> {
  const ended = pass.incidents.map((incident) => incidentRow(incident, pass.pass));
  if (ended.length > 0) {
    await engine.insert({ table: 'incidents', columns: incidentColumns, body: jsonLines(ended) });
  }
  const rows = alertRows(pass);
  if (rows.length > 0) {
    await engine.insert({ table: 'alerts', columns: alertColumns, body: jsonLines(rows) });
  }
}

function alertRows(pass: AlertPass): readonly object[] {
  const changes = new Map(pass.changes.map((change) => [change.alert.id, change]));
  const stands = new Set(pass.followed.map(({ alert }) => alert.id));
  const at = columnInstant(pass.at);
  const kept = pass.followed.map((one) => alertRow(one, { pass, change: changes.get(one.alert.id) }));
  const gone = pass.forgotten
    .filter((id) => !stands.has(id))
    .map((id) => ({ id, pass: pass.pass, at, gone: true, was: '', became: '', followed: '' }));
  return [...kept, ...gone];
}

interface Around {
  readonly pass: AlertPass;
  readonly change: AlertChange | undefined;
}

function alertRow(followed: FollowedAlert, { pass, change }: Around): object {
  const { id, rule, audience, severity, state, incident = '' } = followed.alert;
  return {
    id,
    pass: pass.pass,
    at: columnInstant(pass.at),
    gone: false,
    rule,
    audience,
    severity,
    state,
    incident,
    was: change?.from ?? '',
    became: change?.to ?? '',
    followed: JSON.stringify(followed),
  };
}

function incidentRow(incident: Incident, pass: number): object {
  const { id, cause, startedAt, endedAt } = incident;
  return {
    id,
    pass,
    started_at: columnInstant(startedAt),
    ended_at: endedAt === undefined ? null : columnInstant(endedAt),
    cause: cause.kind,
    value: cause.value,
    incident: JSON.stringify(incident),
  };
}

async function lastObserved(
  { engine, clock }: { readonly engine: Engine; readonly clock: Clock },
  servers: readonly Host[],
  writtenUntil: string,
): Promise<readonly LastObserved[]> {
  if (servers.length === 0) return [];
  return engine.rows<LastObserved>({
    sql: `SELECT server, probe, started_at AS startedAt FROM latest FINAL
      WHERE server IN {servers:Array(String)} AND outcome != 'missed' AND NOT replayed
        AND written_at <= {written:DateTime64(3, 'UTC')}
        AND started_at <= {until:DateTime64(3, 'UTC')} ORDER BY server, probe`,
    parameters: { servers, written: columnInstant(writtenUntil), until: presentEnd(clock) },
  });
}
