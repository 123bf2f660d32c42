import { type RatedChange, rateChanges } from '../../../analyzer/defederation/confidence.ts';
import { isLicenceRule } from '../../../analyzer/licence/deciding-rule.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import { type ReviewSubject, reviewSubjectKey } from '../../../model/review.ts';
import { type ReviewStanding, type ReviewState, reviewStandings } from '../../../model/review-standing.ts';
import { findingSubject, hiddenSubject, modeSubject, policySubject } from '../../../model/review-subject.ts';
import type { Store } from '../../../store/store.ts';
import { changeSentence, howSure } from '../../defederation/words.ts';
import { type Page, pageOf } from '../parts/page.ts';
import { isReplayed } from './view.ts';

/** Every state, in the order of the work. */
export const reviewStates = ['new', 'acknowledged', 'watching', 'dismissed', 'resolved'] as const;

const itemsOnPage = 50;
const hostedRead = 2_000;
/** The newest, of a hundred servers; older ones wait in the log if somebody took them up. */
const changesRead = 1_000;
/** The newest; older ones wait in the log if somebody took them up. */
const licencesRead = 1_000;

/** Something to review, with what the log says of it. */
export interface QueueItem {
  readonly standing: ReviewStanding;
  /** What was seen, in a sentence. Absent: it is not seen any more. */
  readonly seen?: Omit<Seen, 'subject'>;
}

/** Where an item stands in the queue: what was resolved and is seen anew after that has to be looked at again. */
export function placeOf({ standing, seen }: QueueItem): ReviewState {
  const { state, since = '' } = standing;
  return state === 'resolved' && seen !== undefined && seen.at > since ? 'new' : state;
}

/** One page of the queue, the newest first; what is not seen any more comes last. */
export interface ReviewQueue {
  readonly state: ReviewState;
  readonly totals: Readonly<Record<ReviewState, number>>;
  readonly page: Page;
  readonly items: readonly QueueItem[];
}

/** What the queue is asked for. `since`: how far back changes are looked for, RFC 3339. `page`: as the address bar has it. */
export interface QueueQuestion {
  readonly since: string;
  readonly state: ReviewState;
  readonly page: string | undefined;
}

/** One page of the queue. */
export async function readQueue(store: Store, { since, state, page }: QueueQuestion): Promise<ReviewQueue> {
  const all = await queueItems(store, since);
  const totals = { new: 0, acknowledged: 0, watching: 0, dismissed: 0, resolved: 0 };
  for (const item of all) totals[placeOf(item)] += 1;
  const cut = pageOf(page, itemsOnPage, totals[state]);
  const items = all
    .filter((item) => placeOf(item) === state)
    .toSorted((a, b) => ((a.seen?.at ?? '') < (b.seen?.at ?? '') ? 1 : -1))
    .slice(cut.offset, cut.offset + cut.size);
  return { state, totals, page: cut, items };
}

/** All that is in the queue: what is seen now, and what was reviewed before. */
export async function queueItems(store: Store, since: string): Promise<readonly QueueItem[]> {
  const [hosted, reviews] = await Promise.all([
    store.serversOf({ role: 'hosted' }, { limit: hostedRead, offset: 0 }),
    store.reviews(),
  ]);
  const hosts = hosted.map(({ host }) => host);
  const seen = new Map(
    [
      ...(await findingsSeen(store, hosts)),
      ...(await licencesSeen(store)),
      ...(await changesSeen(store, hosts, since)),
      ...(await modesSeen(store, hosts, since)),
      ...(await hiddenSeen(store)),
    ].map((one) => [reviewSubjectKey(one.subject), one]),
  );
  const standings = reviewStandings(reviews);
  const keys = new Set([...seen.keys(), ...standings.keys()]);
  return [...keys].flatMap((key) => {
    const found = seen.get(key);
    const known = standings.get(key);
    if (found === undefined) return known === undefined ? [] : [{ standing: known }];
    const { subject, ...seenNow } = found;
    return [{ standing: known ?? { subject, state: 'new', history: [] }, seen: seenNow }];
  });
}

interface Seen {
  readonly subject: ReviewSubject;
  readonly says: string;
  readonly at: string;
  /** Where it is from and how sure we are. Absent: the sentence says so. */
  readonly known?: string;
  /** Did it begin, or was it read, in replayed history? */
  readonly replayed: boolean;
}

async function findingsSeen(store: Store, hosts: readonly Host[]): Promise<readonly Seen[]> {
  if (hosts.length === 0) return [];
  const findings = await store.findingsOf(hosts);
  return seenOf(
    store,
    findings.filter(({ audience, outcome }) => audience === 'trust-safety' && outcome === 'failed'),
  );
}

/** What is told against a licence, of peers too: nothing of it is published before a person has looked. */
async function licencesSeen(store: Store): Promise<readonly Seen[]> {
  const findings = await store.currentFindings({ audience: 'legal', outcomes: ['failed'] });
  const newest = findings
    .filter(({ rule }) => isLicenceRule(rule))
    .toSorted((a, b) => (a.since < b.since ? 1 : -1))
    .slice(0, licencesRead);
  return seenOf(store, newest);
}

async function seenOf(store: Store, findings: readonly Finding[]): Promise<readonly Seen[]> {
  if (findings.length === 0) return [];
  const replayed = await store.replayedUntil([...new Set(findings.map(({ server }) => server))]);
  return findings.map((finding) => ({
    subject: findingSubject(finding),
    says: finding.because,
    at: finding.since,
    replayed: isReplayed(finding.since, replayed.get(finding.server)),
  }));
}

/** One list about one server is one subject: its newest change counts. */
async function changesSeen(store: Store, hosts: readonly Host[], since: string): Promise<readonly Seen[]> {
  const { changes: found } = await store.policyChangesAbout(hosts, { since, limit: changesRead });
  const rated = await rateChanges(
    store,
    found.map(({ change }) => change),
  );
  return rated.flatMap((change, place) => {
    const server = found[place]?.server;
    if (change.subject === undefined || server === undefined) return [];
    return [{ subject: policySubject(change, change.subject, server), ...saidOf(change) }];
  });
}

/** A server that chooses with whom it federates is one event, not one for everybody it does not choose. */
async function modesSeen(store: Store, hosts: readonly Host[], since: string): Promise<readonly Seen[]> {
  const hosted = new Set(hosts);
  const filter = { since, kind: 'mode-changed' } as const;
  const changes = await store.policyChanges(filter, { limit: changesRead, offset: 0 });
  return (await rateChanges(store, changes)).map((change) => ({
    subject: modeSubject(change, hosted.has(change.observer)),
    ...saidOf(change),
  }));
}

function saidOf(change: RatedChange): Omit<Seen, 'subject'> {
  const says = `${change.observer} ${changeSentence(change)}`;
  return { says, at: change.changedAt, known: howSure(change), replayed: change.replayed };
}

/** Who hides a list may still hold to it. */
async function hiddenSeen(store: Store): Promise<readonly Seen[]> {
  const lists = await store.hiddenLists();
  return lists.map(({ server, observer, origin, readAt, hiddenAt, replayed }) => ({
    subject: hiddenSubject({ observer, source: 'api', origin }, server),
    says: `${observer} hides its list, which had ${server} on it when it was read last, ${readAt}`,
    at: hiddenAt,
    replayed,
  }));
}
