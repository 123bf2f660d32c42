import { type RatedChange, rateChanges } from '../../../analyzer/defederation/confidence.ts';
import { knownThen, standingAt } from '../../../analyzer/defederation/past.ts';
import { type Reach, reachAt } from '../../../analyzer/defederation/reach.ts';
import type { DigestWeek } from '../../../analyzer/defederation/week.ts';
import type { Host } from '../../../model/host.ts';
import type { ServerStanding } from '../../../model/server.ts';
import type { PublishingPeer } from '../../../store/policies/policy-network.ts';
import type { KnownChange, PolicyCoverage } from '../../../store/policies/policy-reads.ts';
import type { Store } from '../../../store/store.ts';
import { hostedServers } from '../defederation/report.ts';
import { type Unproven, unprovenAmong } from '../unproven.ts';

/** Changes of a week that are read of each hundred servers, and of what came after it of each server. */
const changesRead = 5_000;

/** What a week brought to one hosted server. */
export interface DigestServer {
  readonly server: Host;
  /** Absent: it is run for nobody in particular. */
  readonly customer?: string;
  /** Peers that reject or limit it at the end of the week, by any source but imported lists. */
  readonly rejecting: number;
  readonly limiting: number;
  /** Oldest first; there is one at least. */
  readonly changes: readonly RatedChange[];
  readonly before: Reach;
  readonly after: Reach;
}

/** What a week brought to all hosted servers together. */
export interface WeeklyDigest extends DigestWeek, Unproven {
  /** How many servers are hosted. */
  readonly hosted: number;
  /** Since when the first of them is watched, RFC 3339: weeks before it have nothing to tell. Absent: none is. */
  readonly watchedSince?: string;
  /** There were too many changes to read: when the newest was that is left out, RFC 3339. Absent: none is. */
  readonly cutAt?: string;
  /** At the end of the week. */
  readonly coverage: PolicyCoverage;
  /** Lists that were read whole in the week. None: nobody can tell whether one changed. */
  readonly listsRead: number;
  /** Those about which a list changed, by host. `unproven` names some of them. */
  readonly servers: readonly DigestServer[];
}

/** Reads the digest of a week. `limit`: how many of its changes are read of each hundred servers, the newest. */
export async function readDigest(store: Store, week: DigestWeek, limit = changesRead): Promise<WeeklyDigest> {
  const { since, until } = week;
  const hosted = await hostedServers(store);
  const [coverage, listsRead, peers, { changes: found, cutAt }] = await Promise.all([
    store.policyCoverage(until),
    store.listsRead({ since, until }),
    store.publishingPeers(until),
    store.policyChangesAbout(
      hosted.map(({ host }) => host),
      { since, until, limit },
    ),
  ]);
  const about = Map.groupBy(found, ({ server }) => server);
  const servers: DigestServer[] = [];
  for (const server of hosted) {
    const changes = (about.get(server.host) ?? []).map(({ change }) => change);
    if (changes.length > 0) servers.push(await serverOf(store, server, { week, peers, changes }));
  }
  const [watchedSince] = hosted.map((one) => one.watchedSince).toSorted();
  return {
    ...week,
    hosted: hosted.length,
    ...(watchedSince !== undefined && { watchedSince }),
    ...(cutAt !== undefined && { cutAt }),
    coverage,
    listsRead,
    servers,
    unproven: unprovenAmong(hosted.filter(({ host }) => about.has(host))),
  };
}

interface Seen {
  readonly week: DigestWeek;
  readonly peers: readonly PublishingPeer[];
  /** Of the week, about the server; oldest first. */
  readonly changes: readonly KnownChange[];
}

async function serverOf(
  store: Store,
  { host, customer }: ServerStanding,
  { week: { since, until }, peers, changes: ofWeek }: Seen,
): Promise<DigestServer> {
  const [policies, later] = await Promise.all([
    store.policiesAbout(host, { ended: true }),
    // They tell what was different in the week, and whether a change was found again.
    store.policyChanges({ since: until, subject: host }, { limit: changesRead, offset: 0 }),
  ]);
  const changes = [...ofWeek, ...later];
  const rated = await rateChanges(store, changes, policies);
  const stood = standingAt(policies, changes, until).filter(({ source }) => source !== 'list');
  const known = (await knownThen(store, stood, until)).filter(({ unseen }) => unseen !== true);
  const observers = (level: string) =>
    new Set(known.filter((one) => one.level === level).map(({ observer }) => observer));
  const rejecting = observers('reject');
  const limiting = [...observers('limit')].filter((observer) => !rejecting.has(observer));
  return {
    server: host,
    ...(customer !== undefined && { customer }),
    rejecting: rejecting.size,
    limiting: limiting.length,
    changes: rated.slice(0, ofWeek.length),
    before: reachAt({ policies, changes }, peers, since),
    after: reachAt({ policies, changes }, peers, until),
  };
}
