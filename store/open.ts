import { type Clock, instant } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { actStore } from './acts.ts';
import { alertStore } from './alerts.ts';
import { availability } from './availability.ts';
import { availabilityPeriods } from './availability-periods.ts';
import { workCounts } from './counted-work.ts';
import { deploys, recordDeploys } from './deploys.ts';
import { openEmbedded } from './engine/embedded.ts';
import { columnInstant, type Engine, jsonLines } from './engine/engine.ts';
import { ownWorkReads } from './engine/own-work.ts';
import { openServer } from './engine/server.ts';
import { StoreUnavailable, saying } from './engine/unavailable.ts';
import { currentFindings, firstFinding, recordFindings, restingOn, transitions } from './findings.ts';
import { forgetHost } from './forget.ts';
import { listStore } from './lists.ts';
import { knownMigrations, migrate } from './migrations.ts';
import { observationReads } from './observations.ts';
import { offerVisits } from './offer-visits.ts';
import { pageReads } from './page-reads.ts';
import { networkTallies } from './policies/network-tally.ts';
import { policyReads } from './policies/policies.ts';
import { encodeLists, storeLists } from './policies/policy-lists.ts';
import { networkReads } from './policies/policy-network.ts';
import { relationReads } from './relations.ts';
import { runningReleases } from './releases.ts';
import { rescoring } from './rescoring.ts';
import { expire } from './retention.ts';
import { reviewRows } from './reviews.ts';
import { rosterSince } from './roster.ts';
import { dismiss, enrol, hostedStandings, retire, standings, standingsOf } from './servers.ts';
import { softwareReads } from './software-history.ts';
import { type SegmentPart, SegmentRefused, type SegmentSink, segmentColumns } from './spool/segment.ts';
import { clientReads } from './sql/client-reads.ts';
import { sandboxOver } from './sql/sandbox.ts';
import type { Store, StoreOptions } from './store.ts';
import { vantageReads } from './vantages.ts';
import { visitReads } from './visit-states.ts';

/**
 * Opens the store and brings its schema up to date.
 * @throws {StoreUnavailable} and nothing else.
 */
export async function openStore(
  options: StoreOptions,
  deps: { readonly log: Log; readonly clock: Clock },
): Promise<Store & SegmentSink> {
  const engine = 'path' in options ? await openEmbedded(options.path) : await openServer(options);
  try {
    await migrate(engine, knownMigrations(), { ...deps, dialect: {} });
  } catch (error) {
    await engine.close();
    throw unavailable(options, error);
  }
  return storeOver(engine, deps.clock);
}

function unavailable(options: StoreOptions, error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const where = 'path' in options ? options.path : options.database;
  const text = `the schema of the store ${where} could not be brought up to date (${saying(error)}): see its rights and free space, then start again`;
  return new StoreUnavailable('broken', text, { cause: error });
}

/** The store that an engine with our schema is. */
export function storeOver(engine: Engine, clock: Clock): Store & SegmentSink {
  const clients = clientReads(engine);
  return {
    mode: engine.mode,
    ...observationReads(engine, clock),
    ...pageReads(engine, clock),
    ...actStore(engine),
    ...alertStore(engine, clock),
    ...rescoring(engine),
    ...reviewRows(engine),
    ...listStore(engine),
    ...offerVisits(engine),
    ...policyReads(engine),
    ...networkReads(engine),
    ...networkTallies(engine),
    ...ownWorkReads(engine),
    ...relationReads(engine),
    ...softwareReads(engine),
    ...vantageReads(engine, clock),
    ...visitReads(engine),
    ...workCounts(engine),
    recordPolicies: (lists) => storeLists(engine, clock, encodeLists(lists)),
    enrol: (servers) => enrol(engine, clock, servers),
    retire: (staying) => retire(engine, clock, staying),
    dismiss: (hosts) => dismiss(engine, clock, hosts),
    rosterSince: (since) => rosterSince(engine, clock, since),
    servers: (hosts) => (hosts === undefined ? standings(engine, clock) : standingsOf(engine, clock, hosts)),
    hostedServers: () => hostedStandings(engine, clock),
    recordFindings: (findings) => recordFindings(engine, findings),
    currentFindings: (filter) => currentFindings(engine, clock, filter),
    transitions: (server, rule, limit) => transitions(engine, { server, rule, limit }),
    firstFinding: (finding) => firstFinding(engine, finding),
    restingOn: (host, servers) => restingOn(engine, host, servers),
    releases: (least) => runningReleases(engine, clock, least),
    availability: (order) => availability(engine, order),
    availabilityPeriods: (order) => availabilityPeriods(engine, order),
    deploys: (order) => deploys(engine, order),
    recordDeploys: (all) => recordDeploys(engine, all),
    select: (query) => engine.rows({ ...query, heavy: true }),
    ...(clients !== undefined && { clients }),
    sandbox: sandboxOver(engine),
    insertSegment: segmentInserts(engine, clock),
    takesWrites: () => takesWrites(engine, clock),
    forget: (host) => forgetHost(engine, host),
    expire: (order) => expire(engine, clock, order),
    size: () => engine.rows({ sql: sizeSql, heavy: true }),
    close: () => engine.close(),
  };
}

const sizeSql = `SELECT table, sum(system.parts.rows) AS rows, sum(bytes_on_disk) AS bytes FROM system.parts
  WHERE active AND database = currentDatabase() GROUP BY table ORDER BY table`;

function segmentInserts(engine: Engine, clock: Clock): SegmentSink['insertSegment'] {
  return async ({ parts }, stored) => {
    const stranger = parts.find(
      ({ table }) => table !== 'policy-lists' && !Object.hasOwn(segmentColumns, table),
    );
    if (stranger !== undefined) throw new SegmentRefused(`this version has no table ${stranger.table}`);
    for (const part of parts) {
      await insertPart(engine, clock, part);
      stored?.(part);
    }
  };
}

/**
 * One insert per table, whole each time: equal rows collapse by key. Told by a token what it was sent before, the engine would drop that; but it notes a token
 * before the rows have their place, so what a kill cut off in between would be dropped for good when it is sent again (seen in ClickHouse 26.7).
 */
async function insertPart(engine: Engine, clock: Clock, { table, body }: SegmentPart): Promise<void> {
  try {
    if (table === 'policy-lists') await storeLists(engine, clock, body);
    else await engine.insert({ table, columns: segmentColumns[table], body });
  } catch (error) {
    throw isRefusal(error) ? new SegmentRefused(saying(error), { cause: error }) : error;
  }
}

/** A full disk still answers questions: only a write tells. */
async function takesWrites(engine: Engine, clock: Clock): Promise<boolean> {
  const row = { at: columnInstant(instant(clock.now())) };
  const trial = { table: 'write_trials', columns: ['at'], body: jsonLines([row]) };
  return engine.insert(trial).then(
    () => true,
    () => false,
  );
}

/** ClickHouse's codes for "these bytes do not fit this table": CANNOT_PARSE_*, TYPE_MISMATCH, INCORRECT_DATA, UNKNOWN_ELEMENT_OF_ENUM and the like. */
const refusals: ReadonlySet<string> = new Set(['6', '26', '27', '38', '41', '53', '72', '117', '131', '691']);

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && refusals.has(String(error.code));
}
