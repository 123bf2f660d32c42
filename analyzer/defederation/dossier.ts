import { z } from 'zod';
import { instant } from '../../model/clock.ts';
import type { Confidence } from '../../model/confidence.ts';
import type { Host } from '../../model/host.ts';
import type { Observation } from '../../model/observation.ts';
import { policyLevels } from '../../model/policy.ts';
import { reviewSubjectKey } from '../../model/review.ts';
import { type ReviewStanding, reviewStandings } from '../../model/review-standing.ts';
import { policySubject } from '../../model/review-subject.ts';
import { addressText } from '../../model/role-address.ts';
import type { PolicyAbout, PolicyCoverage } from '../../store/policies/policy-reads.ts';
import type { Store } from '../../store/store.ts';
import { storedData } from '../stored-data.ts';
import { type RatedChange, type RatedPolicy, rateChanges, ratePolicies } from './confidence.ts';
import { knownThen, standingAt } from './past.ts';
import { type Reach, reachOf } from './reach.ts';

const weekMs = 7 * 86_400_000;
const reachPoints = 8;
/** Twice as many as servers publish a list, about one server in two months. Past it the oldest are left out. */
const changesRead = 50_000;

/** From when to when, RFC 3339; the beginning does not belong to it. */
export interface Period {
  readonly since: string;
  readonly until: string;
}

/** Somebody who rejects or limits a server. */
export interface Rejection {
  readonly policy: PolicyAbout;
  readonly confidence: Confidence;
  /** Active in the last month, as the peer said itself until the end of the period. Absent: it does not say, or its software may invent the number. */
  readonly activeUsers?: number;
  /** As the peer's NodeInfo names it. Absent: not known. */
  readonly software?: string;
  /** The newest observation of the peer's own list that is kept. Absent: there is none, or it was not read by a visit. */
  readonly evidence?: string;
  /** Its office, as it publishes it. Absent: it publishes none, or a person's. */
  readonly contact?: string;
  /** What the server concerned says to it. */
  readonly rebuttal?: string;
  readonly review: ReviewStanding['state'];
}

/** Who rejects or limits a server at the end of a period, what changed in it, and what is left to reach. */
export interface Defederation extends Period {
  readonly server: Host;
  /** At the end of the period. */
  readonly coverage: PolicyCoverage;
  /** The most severe first, then by observer. */
  readonly rejections: readonly Rejection[];
  /** Oldest first. */
  readonly changes: readonly RatedChange[];
  /** One a week, oldest first. */
  readonly reach: readonly Reach[];
}

/** What is known of the defederation of one server. */
export async function readDefederation(store: Store, server: Host, period: Period): Promise<Defederation> {
  const { since, until } = period;
  const weeks = weekly(until);
  const oldest = [since, ...weeks].toSorted()[0] ?? since;
  const [policies, { changes: changed }, coverage, peers, reviews] = await Promise.all([
    store.policiesAbout(server, { ended: true }),
    // Those of after the period too: they tell what was different in it, and whether a change was found again. Those of before tell the reach of then.
    store.newestPolicyChanges({ since: oldest, subject: server }, changesRead),
    store.policyCoverage(until),
    store.publishingPeers(until),
    store.reviews(),
  ]);
  const stood = standingAt(policies, changed, until).filter(({ level }) => level !== 'note');
  const standing = await knownThen(store, stood, until);
  const rated = await ratePolicies(store, standing);
  const changes = (await rateChanges(store, changed, policies)).filter(
    ({ changedAt }) => changedAt > since && changedAt <= until,
  );
  const facts = await factsOfPeers(store, standing, until);
  const reviewed = reviewStandings(reviews);
  return {
    server,
    ...period,
    coverage,
    rejections: rated.toSorted(bySeverity).map((policy) => {
      const review = reviewed.get(reviewSubjectKey(policySubject(policy, policy.subject, server)));
      return rejectionOf(policy, facts.get(policy.observer), review);
    }),
    changes,
    reach: reachOf({ policies, changes: changed }, peers, weeks),
  };
}

type PeerFacts = Pick<Rejection, 'activeUsers' | 'software' | 'evidence' | 'contact'>;

function rejectionOf(
  { confidence, ...policy }: RatedPolicy,
  facts: PeerFacts | undefined,
  review: ReviewStanding | undefined,
): Rejection {
  const rebuttal = review?.rebuttal;
  return {
    policy,
    confidence,
    ...facts,
    review: review?.state ?? 'new',
    ...(rebuttal !== undefined && { rebuttal }),
  };
}

async function factsOfPeers(
  store: Store,
  policies: readonly PolicyAbout[],
  at: string,
): Promise<ReadonlyMap<Host, PeerFacts>> {
  const observers = [...new Set(policies.map(({ observer }) => observer))];
  if (observers.length === 0) return new Map();
  const [described, presented, read, sizes] = await Promise.all([
    store.newestWithData('nodeinfo', observers),
    store.newestWithData('instance-api', observers),
    store.newestWithData('policies', observers),
    store.statedSizes(observers, at),
  ]);
  const evidence = new Map(read.map(({ server, id }) => [server, id]));
  const software = new Map(described.map((one) => [one.server, softwareIn(one)]));
  const offices = new Map(presented.map((one) => [one.server, officeIn(one)]));
  return new Map(
    observers.map((host) => [
      host,
      known({
        software: software.get(host),
        activeUsers: sizes.get(host),
        evidence: evidence.get(host),
        contact: offices.get(host),
      }),
    ]),
  );
}

/** The facts without those that nobody knows. */
function known(facts: { readonly [Name in keyof PeerFacts]-?: PeerFacts[Name] | undefined }): PeerFacts {
  const { software, activeUsers, evidence, contact } = facts;
  return {
    ...(software !== undefined && { software }),
    ...(activeUsers !== undefined && { activeUsers }),
    ...(evidence !== undefined && { evidence }),
    ...(contact !== undefined && { contact }),
  };
}

const names = z.object({
  document: z.object({
    ok: z.literal(true),
    data: z.object({ software: z.object({ name: z.string() }) }),
  }),
});

function softwareIn(described: Observation): string | undefined {
  return storedData(described, names)?.document.data.software.name;
}

const office = z.object({
  asked: z.literal(true),
  roleContact: z.object({ role: z.string(), domain: z.string() }),
});

function officeIn(presented: Observation): string | undefined {
  const said = storedData(presented, office);
  return said && addressText(said.roleContact);
}

function bySeverity(a: PolicyAbout, b: PolicyAbout): number {
  const severity = policyLevels.indexOf(a.level) - policyLevels.indexOf(b.level);
  return severity !== 0 ? severity : a.observer < b.observer ? -1 : 1;
}

function weekly(until: string): readonly string[] {
  const end = Date.parse(until);
  return Array.from({ length: reachPoints }, (_, at) => instant(end - (reachPoints - 1 - at) * weekMs));
}
