import type { NodeInfoData } from '../../crawler/probes/nodeinfo.ts';
import { instant } from '../../model/clock.ts';
import type { Host } from '../../model/host.ts';
import { type PolicyChange, policyLevels } from '../../model/policy.ts';
import { reviewSubjectKey } from '../../model/review.ts';
import { type ReviewStanding, reviewStandings } from '../../model/review-standing.ts';
import { policySubject } from '../../model/review-subject.ts';
import type { PolicyAbout, PolicyCoverage } from '../../store/policy-reads.ts';
import type { Store } from '../../store/store.ts';
import { type Reach, reachOf, stoodAt } from './reach.ts';

const weekMs = 7 * 86_400_000;
const reachPoints = 8;
const changesRead = 1_000;

/** From when to when, RFC 3339; the beginning does not belong to it. */
export interface Period {
  readonly since: string;
  readonly until: string;
}

/** Somebody who rejects or limits a server. */
export interface Rejection {
  readonly policy: PolicyAbout;
  /** Active in the last month, as the peer says itself. Absent: it does not say. */
  readonly activeUsers?: number;
  /** As the peer's NodeInfo names it. Absent: not known. */
  readonly software?: string;
  /** What the server concerned says to it. */
  readonly rebuttal?: string;
  readonly review: ReviewStanding['state'];
}

/** Who rejects or limits a server at the end of a period, what changed in it, and what is left to reach. */
export interface Defederation extends Period {
  readonly server: Host;
  readonly coverage: PolicyCoverage;
  /** The most severe first, then by observer. */
  readonly rejections: readonly Rejection[];
  /** Oldest first. */
  readonly changes: readonly PolicyChange[];
  /** One a week, oldest first. */
  readonly reach: readonly Reach[];
}

/** What is known of the defederation of one server. */
export async function readDefederation(store: Store, server: Host, period: Period): Promise<Defederation> {
  const [policies, changes, coverage, peers, reviews] = await Promise.all([
    store.policiesAbout(server, { ended: true }),
    store.policyChanges({ ...period, subject: server }, { limit: changesRead, offset: 0 }),
    store.policyCoverage(),
    store.publishingPeers(),
    store.reviews(),
  ]);
  const standing = policies.filter((one) => one.level !== 'note' && stoodAt(one, period.until));
  const said = await selfDescriptions(store, standing);
  const reviewed = reviewStandings(reviews);
  return {
    server,
    ...period,
    coverage,
    rejections: standing.toSorted(bySeverity).map((policy) => {
      const review = reviewed.get(reviewSubjectKey(policySubject(policy, policy.subject, server)));
      return rejectionOf(policy, said.get(policy.observer), review);
    }),
    changes,
    reach: reachOf(policies, peers, weekly(period.until)),
  };
}

type SelfDescription = Pick<Rejection, 'activeUsers' | 'software'>;

function rejectionOf(
  policy: PolicyAbout,
  said: SelfDescription | undefined,
  review: ReviewStanding | undefined,
): Rejection {
  const rebuttal = review?.rebuttal;
  return { policy, ...said, review: review?.state ?? 'new', ...(rebuttal !== undefined && { rebuttal }) };
}

async function selfDescriptions(
  store: Store,
  policies: readonly PolicyAbout[],
): Promise<ReadonlyMap<Host, SelfDescription>> {
  const observers = [...new Set(policies.map(({ observer }) => observer))];
  if (observers.length === 0) return new Map();
  const found = await store.newestWithData('nodeinfo', observers);
  // as: the data of the nodeinfo probe is NodeInfoData; older versions of it may lack members
  return new Map(found.map(({ server, data }) => [server, selfDescription(data as Partial<NodeInfoData>)]));
}

function selfDescription({ document }: Partial<NodeInfoData>): SelfDescription {
  if (document?.ok !== true) return {};
  const { software, usersActiveMonth } = document.data;
  return {
    software: software.name,
    ...(usersActiveMonth !== undefined && { activeUsers: usersActiveMonth }),
  };
}

function bySeverity(a: PolicyAbout, b: PolicyAbout): number {
  const severity = policyLevels.indexOf(a.level) - policyLevels.indexOf(b.level);
  return severity !== 0 ? severity : a.observer < b.observer ? -1 : 1;
}

function weekly(until: string): readonly string[] {
  const end = Date.parse(until);
  return Array.from({ length: reachPoints }, (_, at) => instant(end - (reachPoints - 1 - at) * weekMs));
}
