import type { Alert, AlertChange } from '../../../model/alert.ts';
import { instant } from '../../../model/clock.ts';
import { parseHost } from '../../../model/host.ts';
import type { Incident } from '../../../model/incident.ts';
import type { Consent, Observation } from '../../../model/observation.ts';
import type { Store } from '../../../store/store.ts';

const stepsShown = 60;

/** The observation in which a failure began, and the one of the same probe before it. Absent: it is not kept, or there was none. */
export interface Turn {
  readonly firstBad?: Observation;
  readonly lastGood?: Observation;
}

/** Everything about one alert. */
export interface AlertDossier {
  readonly alert: Alert;
  /** Under what the server that it is about is watched. Absent: it is about none, or nobody watches it any more. */
  readonly consent?: Consent;
  /** Newest first. */
  readonly steps: readonly AlertChange[];
  readonly incident?: Incident;
  readonly turn: Turn;
}

/** All about one alert. Absent: there never was one of this id. */
export async function readAlert(store: Store, id: string): Promise<AlertDossier | undefined> {
  const [{ followed }, steps] = await Promise.all([store.alertMemory(), store.stepsOf(id, stepsShown)]);
  const current = followed.find(({ alert, idle }) => alert.id === id && !idle);
  const alert = current?.alert ?? steps[0]?.alert;
  if (alert === undefined) return undefined;
  const incident = alert.incident === undefined ? undefined : await store.incident(alert.incident);
  const turn = await turnOf(store, alert);
  const named = parseHost(alert.labels['server'] ?? '');
  const [watched] = named.ok ? await store.servers([named.host]) : [];
  const consent = watched && { consent: watched.consent };
  return { alert, steps, turn, ...consent, ...(incident !== undefined && { incident }) };
}

/** Everything about one incident. `members`: the oldest failure first; `turn`: of the first of them. */
export interface IncidentDossier {
  readonly incident: Incident;
  readonly members: readonly Alert[];
  readonly turn: Turn;
}

/** All about one incident. Absent: there never was one of this id. */
export async function readIncident(store: Store, id: string): Promise<IncidentDossier | undefined> {
  const incident = await store.incident(id);
  if (incident === undefined) return undefined;
  const [{ followed }, known] = await Promise.all([store.alertMemory(), store.alertsOf(incident.members)]);
  const current = new Map(followed.map(({ alert }) => [alert.id, alert]));
  const members = known.map((alert) => current.get(alert.id) ?? alert);
  const [first] = members;
  return { incident, members, turn: first === undefined ? {} : await turnOf(store, first) };
}

async function turnOf(store: Store, alert: Alert): Promise<Turn> {
  const named = parseHost(alert.labels['server'] ?? '');
  const fallback = await firstShown(store, alert.firstEvidence ?? alert.evidence);
  if (!named.ok) return fallback === undefined ? {} : { firstBad: fallback };
  const then = await store.latestBefore(named.host, alert.activeAt);
  const ofRule = await probesOf(store, alert);
  const began = then.find(({ probe, startedAt }) => startedAt === alert.activeAt && ofRule.has(probe));
  const firstBad = began ?? fallback;
  if (firstBad === undefined) return {};
  return turnAt(store, firstBad);
}

/** So many failures in a row a rule may wait for before it says so. */
const mostWaitedFor = 5;

/** The beginning of a row of failures that an observation is in, where it is near; else the observation, and the newest before it that has data. */
async function turnAt(store: Store, bad: Observation): Promise<Turn> {
  let first = bad;
  for (let step = 0; step < mostWaitedFor; step += 1) {
    const before = await sameProbeBefore(store, first);
    if (before === undefined) return { firstBad: first };
    if (before.outcome !== 'failed') return { firstBad: first, lastGood: before };
    if (bad.outcome !== 'failed') break;
    first = before;
  }
  const good = await goodBefore(store, bad);
  return { firstBad: bad, ...(good !== undefined && { lastGood: good }) };
}

/** The first of some observations; one that ended likewise and has an exchange before it: a look at a certificate alone leaves nothing to lay side by side. */
async function firstShown(store: Store, ids: readonly string[]): Promise<Observation | undefined> {
  const found = (await Promise.all(ids.map((id) => store.observation(id)))).flatMap((one) => one ?? []);
  const [first] = found;
  return found.find(({ outcome, exchanges }) => outcome === first?.outcome && exchanges.length > 0) ?? first;
}

/** How far back a good one is looked for, where the failure was there before its alert. */
const goodBackMs = 30 * 86_400_000;

async function sameProbeBefore(
  store: Store,
  { server, probe, startedAt }: Observation,
): Promise<Observation | undefined> {
  const earlier = await store.latestBefore(server, justBefore(startedAt));
  return earlier.find((one) => one.probe === probe && one.outcome !== 'missed');
}

async function goodBefore(
  store: Store,
  { server, probe, startedAt }: Observation,
): Promise<Observation | undefined> {
  const until = justBefore(startedAt);
  const since = instant(Date.parse(until) - goodBackMs);
  const [good] = await store.past({ servers: [server], probes: [probe], since, until, each: 1 });
  return good;
}

function justBefore(at: string): string {
  return instant(Date.parse(at) - 1);
}

/** The probes that the alert rests on, as far as their observations are kept. */
async function probesOf(store: Store, { evidence }: Alert): Promise<ReadonlySet<string>> {
  const found = await Promise.all(evidence.map((id) => store.observation(id)));
  return new Set(found.flatMap((observation) => observation?.probe ?? []));
}
