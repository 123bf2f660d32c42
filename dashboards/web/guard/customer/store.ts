import type { Alert } from '../../../model/alert.ts';
import { aliveRule } from '../../../model/alive.ts';
import { type Finding, severities } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import type { Incident } from '../../../model/incident.ts';
import type { Cut, FindingCount, PageReads } from '../../../store/pages.ts';
import type { Store } from '../../../store/store.ts';

/** Whose part of the store it is. `others`: hosted servers of other customers, whose lists are not told either. */
export interface CustomerPart {
  readonly own: readonly Host[];
  readonly others: readonly Host[];
}

/** A read that is not for customers was tried: a page that is not theirs was let through. */
export class NotForCustomers extends Error {}

/** More rows than this are not looked through for those of a customer. */
const rowsRead = 2_000;

const denied = (): Promise<never> => Promise.reject(new NotForCustomers('this read is not for customers'));

/**
 * The part of the store that a customer sees: their own hosted servers, and what others say of these. Every member of the store is here by name, so a new one
 * does not compile until somebody has decided who may read it. Nothing is written through it.
 */
export function customerStore(store: Store, part: CustomerPart): Store {
  const isOwn = (host: Host) => part.own.includes(host);
  const among = (hosts: readonly Host[] = part.own) => hosts.filter(isOwn);
  const isTold = (host: Host) => !part.others.includes(host);
  return {
    mode: store.mode,
    ...pageReadsOf(store, part),
    ...alertReadsOf(store, part),
    ...nothingToWrite,
    ...notTold,
    servers: (hosts) => store.servers(among(hosts)),
    lastScheduled: (vantage, servers) => store.lastScheduled(vantage, among(servers)),
    lastAlive: (servers) => store.lastAlive(among(servers)),
    latest: (servers) => store.latest(among(servers)),
    latestBefore: async (server, at) => (isOwn(server) ? store.latestBefore(server, at) : []),
    firstSince: async (order) => (isOwn(order.server) ? store.firstSince(order) : []),
    // A panel may ask about everyone, and a matrix of relations tells of everyone's.
    select: denied,
    relations: denied,
    ownWork: denied,
    visitStates: async (server, since, limit) =>
      isOwn(server) ? store.visitStates(server, since, limit) : [],
    downRuns: (servers, since, until) => store.downRuns(among(servers), since, until),
    softwareHistory: async (server, limit) => (isOwn(server) ? store.softwareHistory(server, limit) : []),
    // What a peer says of itself is asked for to weigh its list against an own server.
    newestWithData: (probe, servers) => store.newestWithData(probe, servers.filter(isTold)),
    past: (order) => store.past({ ...order, servers: among(order.servers) }),
    history: async (server, limit) => (isOwn(server) ? store.history(server, limit) : []),
    observation: async (id) => {
      const found = await store.observation(id);
      return found !== undefined && isOwn(found.server) ? found : undefined;
    },
    evidence: async (kept) => ((await store.wasSeenAt(kept, part.own)) ? store.evidence(kept) : undefined),
    wasSeenAt: (kept, servers) => store.wasSeenAt(kept, among(servers)),
    currentFindings: async (filter = {}) => {
      const found =
        filter.server === undefined || isOwn(filter.server) ? await store.currentFindings(filter) : [];
      return found.filter(({ server }) => isOwn(server));
    },
    findingsBefore: async (subjects, at) => {
      const servers = among(subjects.servers);
      return servers.length === 0 ? [] : store.findingsBefore({ ...subjects, servers }, at);
    },
    transitions: async (server, rule, limit) => (isOwn(server) ? store.transitions(server, rule, limit) : []),
    firstFinding: async (finding) => (isOwn(finding.server) ? store.firstFinding(finding) : undefined),
    restingOn: (host, servers) => store.restingOn(host, among(servers)),
    availability: (order) => store.availability({ ...order, servers: among(order.servers) }),
    availabilityPeriods: async (order) => (isOwn(order.server) ? store.availabilityPeriods(order) : []),
    deploys: (order) => store.deploys({ ...order, servers: among(order.servers) }),
    policiesAbout: async (subject, filter) =>
      isOwn(subject)
        ? (await store.policiesAbout(subject, filter)).filter(({ observer }) => isTold(observer))
        : [],
    policiesOf: async (observer, cut) => (isOwn(observer) ? store.policiesOf(observer, cut) : []),
    policyChanges: async (filter, cut) => {
      const concerns = [filter.observer, filter.subject].some((host) => host !== undefined && isOwn(host));
      return concerns
        ? (await store.policyChanges(filter, cut)).filter(({ observer }) => isTold(observer))
        : [];
    },
    policyChangesAbout: async (servers, since, limit) => {
      const found = await store.policyChangesAbout(among(servers), since, limit);
      return found.filter(({ change }) => isTold(change.observer));
    },
    hiddenLists: async () => {
      const found = await store.hiddenLists();
      return found.filter(({ server, observer }) => isOwn(server) && isTold(observer));
    },
    newestReadings: (observers) => store.newestReadings(observers.filter(isTold)),
    federationModes: (observers) => store.federationModes(observers.filter(isTold)),
    policyCoverage: () => store.policyCoverage(),
    publishingPeers: async () => (await store.publishingPeers()).filter(({ host }) => isTold(host)),
    isJudgeable: () => store.isJudgeable(),
    statedSizes: (servers) => store.statedSizes(servers.filter(isTold)),
    // What our people think of a list is between them; a page counts it as not reviewed.
    reviews: async () => [],
  };
}

function pageReadsOf(store: Store, { own }: CustomerPart): PageReads {
  const findings = () => store.findingsOf(own);
  return {
    serverCount: async (role) => (await serversOf(store, own, role)).length,
    serversOf: async ({ role, hosts = own, named = '' }, cut) => {
      const asked = hosts.filter((host) => own.includes(host) && host.includes(named));
      return cutOf(await serversOf(store, asked, role), cut);
    },
    findingCounts: async (rule) =>
      countsOf((await findings()).filter((one) => (rule ?? one.rule) === one.rule)),
    findingList: async ({ audience, outcome, rule }, cut) => {
      const found = (await findings()).filter(
        (one) => one.audience === audience && one.outcome === outcome && (rule ?? one.rule) === one.rule,
      );
      return cutOf(found.toSorted(byUrgency), cut);
    },
    findingsOf: (servers) => store.findingsOf(servers.filter((host) => own.includes(host))),
    changesAt: async (server, limit) => (own.includes(server) ? store.changesAt(server, limit) : []),
    replayedUntil: (servers) => store.replayedUntil(servers.filter((host) => own.includes(host))),
    newestObservation: async () => {
      const made = (await store.latest(own)).filter(
        ({ outcome, replayed }) => outcome !== 'missed' && !replayed,
      );
      return made
        .map(({ startedAt }) => startedAt)
        .toSorted()
        .at(-1);
    },
  };
}

/** A customer has hosted servers only. */
async function serversOf(store: Store, hosts: readonly Host[], role: 'hosted' | 'peer' = 'hosted') {
  if (hosts.length === 0 || role === 'peer') return [];
  return store.serversOf({ role, hosts }, { limit: hosts.length, offset: 0 });
}

function countsOf(findings: readonly Finding[]): readonly FindingCount[] {
  const groups = Map.groupBy(findings, ({ audience, outcome }) => `${audience} ${outcome}`);
  return [...groups.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .map(({ audience, outcome }) => ({ role: 'hosted', audience, outcome, count: group.length })),
  );
}

/** The loudest first, then the oldest. */
function byUrgency(a: Finding, b: Finding): number {
  const loudness = severities.indexOf(b.severity) - severities.indexOf(a.severity);
  return (
    loudness || `${a.since} ${a.server} ${a.rule}`.localeCompare(`${b.since} ${b.server} ${b.rule}`, 'en')
  );
}

function cutOf<T>(rows: readonly T[], { limit, offset }: Cut): readonly T[] {
  return rows.slice(offset, offset + limit);
}

type AlertReads = Pick<
  Store,
  'alertMemory' | 'alertChanges' | 'stepsOf' | 'alertsOf' | 'incident' | 'incidents' | 'lastObserved'
>;

function alertReadsOf(store: Store, { own }: CustomerPart): AlertReads {
  /** The dead-man's switch says of nobody anything. */
  const isOwn = ({ labels, rule }: Alert) =>
    rule === aliveRule || own.some((host) => host === labels['server']);
  const owned = async (incidents: readonly Incident[]) => {
    const mine = await Promise.all(incidents.map((one) => isWhole(store, one, isOwn)));
    return incidents.filter((_, index) => mine[index]);
  };
  return {
    alertMemory: async () => {
      const { pass, followed, incidents } = await store.alertMemory();
      return {
        pass,
        followed: followed.filter(({ alert }) => isOwn(alert)),
        incidents: await owned(incidents),
      };
    },
    alertChanges: async (cut) => {
      const changes = await store.alertChanges({ limit: rowsRead, offset: 0 });
      return cutOf(
        changes.filter(({ alert }) => isOwn(alert)),
        cut,
      );
    },
    stepsOf: async (alert, limit) => (await store.stepsOf(alert, limit)).filter((step) => isOwn(step.alert)),
    alertsOf: async (ids) => (await store.alertsOf(ids)).filter(isOwn),
    incident: async (id) => {
      const found = await store.incident(id);
      return found === undefined ? undefined : (await owned([found]))[0];
    },
    incidents: async (limit) => (await owned(await store.incidents(limit * 5))).slice(0, limit),
    lastObserved: (servers, until) =>
      store.lastObserved(
        servers.filter((host) => own.includes(host)),
        until,
      ),
  };
}

/** Whether all servers of an incident are a customer's: one of others would tell of them. */
async function isWhole(
  store: Store,
  { members }: Incident,
  isOwn: (alert: Alert) => boolean,
): Promise<boolean> {
  const alerts = await store.alertsOf(members);
  return alerts.length === members.length && alerts.every(isOwn);
}

/** What writes. */
const nothingToWrite = {
  enrol: denied,
  retire: denied,
  dismiss: denied,
  recordFindings: denied,
  recordPolicies: denied,
  recordDeploys: denied,
  recordAlertPass: denied,
  recordAct: denied,
  appendReview: denied,
  eraseReviews: denied,
  pseudonymiseReviews: denied,
  pseudonymiseAssignees: denied,
  keepList: denied,
  keepOfferVisit: denied,
  replaceFindings: denied,
  forget: denied,
  expire: denied,
  /** The store is not theirs to close. */
  close: denied,
};

/** What tells of everybody. */
const notTold = {
  rosterSince: denied,
  changedSince: denied,
  releases: denied,
  size: denied,
  acts: denied,
  actCount: denied,
  chainEnd: denied,
  list: denied,
  listRows: denied,
  listOrigins: denied,
  offerVisit: denied,
  mostRejected: denied,
  mutualRejections: denied,
  oldestObservation: denied,
  findingsSince: denied,
  observed: (): AsyncGenerator<never> => {
    throw new NotForCustomers('this read is not for customers');
  },
  sandbox: { admit: denied },
};
