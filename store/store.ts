import type { Deploy } from '../model/deploy.ts';
import type { Audience, Finding, Outcome } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { EarlierObservation, Evidence, Observation } from '../model/observation.ts';
import type { PolicyList } from '../model/policy.ts';
import type { ServerStanding, WatchedServer } from '../model/server.ts';
import type { ActStore } from './acts.ts';
import type { AlertStore } from './alert-store.ts';
import type { AvailabilityCount, AvailabilityOrder } from './availability.ts';
import type { PeriodSeen, PeriodsOrder } from './availability-periods.ts';
import type { WorkCounts } from './counted-work.ts';
import type { DeployOrder } from './deploys.ts';
import type { Query } from './engine/engine.ts';
import type { OwnWorkReads } from './engine/own-work.ts';
import type { Removed } from './forget.ts';
import type { LatestInTurn } from './latest.ts';
import type { ListStore } from './lists.ts';
import type { OfferVisits } from './offer-visits.ts';
import type { PageReads } from './pages.ts';
import type { NetworkTallies } from './policies/network-tally.ts';
import type { NetworkReads } from './policies/policy-network.ts';
import type { PolicyReads } from './policies/policy-reads.ts';
import type { RelationReads } from './relations.ts';
import type { RunningRelease } from './releases.ts';
import type { Rescoring } from './rescoring.ts';
import type { RetentionOrder } from './retention.ts';
import type { ReviewRows } from './reviews.ts';
import type { RosterChanges } from './roster.ts';
import type { SoftwareReads } from './software-history.ts';
import type { ClientReads } from './sql/client-reads.ts';
import type { Sandbox } from './sql/sandbox.ts';
import type { VantageReads } from './vantages.ts';
import type { VisitReads } from './visit-states.ts';

/** Where the data lives. `path`: embedded, a directory owned by one process. `url`: a ClickHouse server. */
export type StoreOptions =
  | { readonly path: string }
  | { readonly url: string; readonly database: string; readonly username: string; readonly password: string };

/** Which current findings to read. Absent members do not narrow. */
export interface FindingFilter {
  readonly server?: Host;
  readonly rule?: string;
  /** Any of these. */
  readonly rules?: readonly string[];
  readonly audience?: Audience;
  readonly outcomes?: readonly Outcome[];
}

/** When a probe of a server was last scheduled at one vantage, whatever came of it. */
export interface LastScheduled {
  readonly server: Host;
  readonly probe: string;
  readonly scheduledAt: string;
}

/** When a server last gave an answer of any kind. `vantages`: who ever had one, in order. */
export interface LastAlive {
  readonly server: Host;
  readonly aliveAt: string;
  readonly vantages: readonly string[];
}

/** Which past observations to read. Instants are RFC 3339. `until`: begun at or before it; absent: any. `each`: of one probe of one server at most. `byVantage`: as many from each vantage; absent: wherever they were made. */
export interface PastOrder {
  readonly servers: readonly Host[];
  readonly probes: readonly string[];
  readonly since: string;
  readonly until?: string;
  readonly each: number;
  readonly byVantage?: true;
}

/** Which first observations to read. Instants are RFC 3339, both included. */
export interface FirstOrder {
  readonly server: Host;
  readonly probes: readonly string[];
  readonly since: string;
  readonly until: string;
}

/** Everything that is remembered, in ClickHouse. Reads are served after the writes that were acknowledged before them. */
export interface Store
  extends PageReads,
    PolicyReads,
    NetworkReads,
    NetworkTallies,
    ActStore,
    AlertStore,
    ReviewRows,
    ListStore,
    OfferVisits,
    OwnWorkReads,
    RelationReads,
    SoftwareReads,
    VantageReads,
    VisitReads,
    WorkCounts,
    Rescoring {
  readonly mode: 'embedded' | 'server';
  /** Makes servers known; the first `watchedSince` of a host stays, the rest is replaced. */
  enrol(servers: readonly WatchedServer[]): Promise<void>;
  /** Says of every server but these that it is no longer watched; its history stays, and `enrol` brings it back. */
  retire(staying: readonly Host[]): Promise<void>;
  /** As `retire`, of these servers only. */
  dismiss(hosts: readonly Host[]): Promise<void>;
  /** Who came under watch or left since the `until` of an earlier look, whoever wrote it; undefined: ever. The newest changes may be told more than once. */
  rosterSince(until: string | undefined): Promise<RosterChanges>;
  /** Everyone who is enrolled and did not leave, by host. Absent `hosts`: of all. */
  servers(hosts?: readonly Host[]): Promise<readonly ServerStanding[]>;
  /** As `servers`, of hosted ones only. */
  hostedServers(): Promise<readonly ServerStanding[]>;
  /** When each probe of each server was last scheduled at a vantage; replayed history and dates in the future aside. Absent `servers`: of all. */
  lastScheduled(vantage: string, servers?: readonly Host[]): Promise<readonly LastScheduled[]>;
  /** When each of these servers last answered on its address, by its robots and tls probes; replayed history aside, and servers that never did left out. */
  lastAlive(servers: readonly Host[]): Promise<readonly LastAlive[]>;
  /** The newest observation of every probe that was not `missed` (a `missed` one only where there is no other, one dated in the future likewise), by server and probe. Absent `servers`: of all. */
  latest(servers?: readonly Host[]): Promise<readonly Observation[]>;
  /** As `latest` of some servers, one after the other, so that nobody has to hold them all. */
  latestInTurn(servers: readonly Host[]): Promise<LatestInTurn>;
  /** As `latest`, counting only observations that started at or before the instant. */
  latestBefore(server: Host, instant: string): Promise<readonly Observation[]>;
  /** The newest observation of a probe at each of some servers that has data, however old. */
  newestWithData(probe: string, servers: readonly Host[]): Promise<readonly Observation[]>;
  /** The newest observations with data of each probe and server, scheduled at or after the instant; by server and probe, newest first. */
  past(order: PastOrder): Promise<readonly Observation[]>;
  /** As `past`, with what observations are compared by, to go through once: nobody has to hold them all. */
  earlier(order: PastOrder): Promise<Iterable<EarlierObservation>>;
  /** The oldest observation with data of each probe that started in a stretch of time, by probe; of one slot what began first, then the first vantage by name. */
  firstSince(order: FirstOrder): Promise<readonly Observation[]>;
  /** Hosts with an observation that was written after the instant (RFC 3339), and where to go on from; for the analyzer's watermark. The newest rows may be told more than once. */
  changedSince(instant: string): Promise<{ readonly servers: readonly Host[]; readonly until: string }>;
  /** The versions that at least so many servers under different registrable domains say they run. */
  releases(least: number): Promise<readonly RunningRelease[]>;
  /** The newest observations of one server, newest first. */
  history(server: Host, limit: number): Promise<readonly Observation[]>;
  observation(id: string): Promise<Observation | undefined>;
  evidence(keptSha256: string): Promise<Evidence | undefined>;
  /** Whether an answer that is kept under a digest was seen at one of some servers. */
  wasSeenAt(keptSha256: string, servers: readonly Host[]): Promise<boolean>;
  /** Appends findings; equal rows written twice are one. */
  recordFindings(findings: readonly Finding[]): Promise<void>;
  /** The newest finding of every rule, server and labels, by these. */
  currentFindings(filter?: FindingFilter): Promise<readonly Finding[]>;
  /** A rule's transitions at one server, newest first. */
  transitions(server: Host, rule: string, limit: number): Promise<readonly Finding[]>;
  /** The first finding in the unbroken row of equal outcomes that a finding belongs to. */
  firstFinding(finding: Finding): Promise<Finding | undefined>;
  /** Those of some servers whose findings rest on what was seen at a host; sorted. */
  restingOn(host: Host, servers: readonly Host[]): Promise<readonly Host[]>;
  /** How available some servers were to their peers, in several windows; servers without any data are left out. */
  availability(order: AvailabilityOrder): Promise<readonly AvailabilityCount[]>;
  /** The periods of one server that are known, oldest first. */
  availabilityPeriods(order: PeriodsOrder): Promise<readonly PeriodSeen[]>;
  /** Deploys at some servers since an instant, newest first. */
  deploys(order: DeployOrder): Promise<readonly Deploy[]>;
  /** Takes block lists that no visit read: imported ones, exports that somebody gave us. A reading that was recorded before changes nothing. */
  recordPolicies(lists: readonly PolicyList[]): Promise<void>;
  /** Removes what is stored of a host, reviews aside: their fields are erased by the writer of their log. Resolves with what went. */
  forget(host: Host): Promise<readonly Removed[]>;
  /** Removes what is older than it may be. Resolves with what went. */
  expire(order: RetentionOrder): Promise<readonly Removed[]>;
  /** Keeps what people say that they changed; equal ones written twice are one. */
  recordDeploys(deploys: readonly Deploy[]): Promise<void>;
  /** Rows of a SELECT that we wrote, such as a panel's question; instants as RFC 3339. The caller vouches for the type. It may look at many servers. */
  select<T>(query: Omit<Query, 'heavy'>): Promise<readonly T[]>;
  /** Questions of ClickHouse clients. Absent: they ask the server itself. */
  readonly clients?: ClientReads;
  /** Where fleet rules run. */
  readonly sandbox: Sandbox;
  /** Rows by table and bytes on disk, for people. */
  size(): Promise<readonly { readonly table: string; readonly rows: number; readonly bytes: number }[]>;
  close(): Promise<void>;
}

/** Observations on their way to the store: on disk first, inserted after. */
export interface Spool {
  /** Resolves when the batch is fsynced: from then on it survives `kill -9`. A batch is there whole or not at all. */
  append(batch: {
    readonly observations: readonly Observation[];
    readonly evidence: readonly Evidence[];
    readonly policies?: readonly PolicyList[];
  }): Promise<void>;
  /** Resolves when all that was appended before is in the store. */
  drain(): Promise<void>;
  depth(): { readonly segments: number; readonly bytes: number };
  /** The end is near: from now on an `append` that would have to wait for room or for the disk rejects instead. */
  hurry(): void;
  /** Inserts what waits, for a while; what the store does not take stays on disk for the next process. */
  close(): Promise<void>;
}
