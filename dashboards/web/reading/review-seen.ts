import { type RatedChange, rateChanges } from '../../../analyzer/defederation/confidence.ts';
import { licenceRuleIds } from '../../../analyzer/licence/deciding-rule.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Host } from '../../../model/host.ts';
import type { ReviewSubject } from '../../../model/review.ts';
import { findingSubject, hiddenSubject, modeSubject, policySubject } from '../../../model/review-subject.ts';
import type { Store } from '../../../store/store.ts';
import { changeSentence, howSure } from '../../defederation/words.ts';
import { hostedServers } from '../../reports/defederation/report.ts';
import { isReplayed } from './beginnings.ts';
import { changesAbout } from './changes-about.ts';
import { type Ranked, rankOfChange, rankOfFinding } from './review-rank.ts';

/** The newest; older ones wait in the log if somebody took them up. As many changes as there are lists in a network of 20,000 servers. */
const mostRead = { changes: 20_000, modes: 1_000, licences: 1_000 } as const;

/** Something that is seen now, for a person to look at. */
export interface Seen extends Ranked {
  readonly subject: ReviewSubject;
  readonly says: string;
  /** Where it is from and how sure we are. Absent: the sentence says so. */
  readonly known?: string;
  /** Did it begin, or was it read, in replayed history? */
  readonly replayed: boolean;
}

/** What is too much to read, so that nobody finds it in the queue. */
export interface Unread {
  /** When the newest change about a hosted server was that is left out, RFC 3339. Absent: none is. */
  readonly changesUntil?: string;
  /** How many older changes of a federation mode are left out. */
  readonly modes: number;
  /** How many older findings on licences are left out. */
  readonly licences: number;
}

/** What is seen now. Of one subject the newest comes last. */
export interface AllSeen {
  readonly seen: readonly Seen[];
  readonly unread: Unread;
}

/** What there is to look at. `since`: how far back changes are looked for, RFC 3339. */
export async function readSeen(store: Store, since: string): Promise<AllSeen> {
  const hosts = (await hostedServers(store)).map(({ host }) => host);
  const licences = await licencesSeen(store);
  const changes = await changesSeen(store, hosts, since);
  const modes = await modesSeen(store, hosts, since);
  return {
    seen: [
      ...(await findingsSeen(store, hosts)),
      ...licences.seen,
      ...changes.seen,
      ...modes.seen,
      ...(await hiddenSeen(store)),
    ],
    unread: {
      ...(changes.cutAt !== undefined && { changesUntil: changes.cutAt }),
      modes: modes.left,
      licences: licences.left,
    },
  };
}

async function findingsSeen(store: Store, hosts: readonly Host[]): Promise<readonly Seen[]> {
  if (hosts.length === 0) return [];
  const findings = await store.findingsOf(hosts);
  return seenOf(
    store,
    findings.filter(({ audience, outcome }) => audience === 'trust-safety' && outcome === 'failed'),
  );
}

/** Some of what is seen, and how much more there is. */
interface Part {
  readonly seen: readonly Seen[];
  readonly left: number;
}

/** What is told against a licence, of peers too: nothing of it is published before a person has looked. */
async function licencesSeen(store: Store): Promise<Part> {
  const told = { rules: licenceRuleIds, audience: 'legal', outcomes: ['failed'] } as const;
  const findings = await store.currentFindings(told);
  const newestFirst = findings.toSorted((a, b) => (a.since < b.since ? 1 : -1));
  const seen = await seenOf(store, newestFirst.slice(0, mostRead.licences));
  return { seen, left: newestFirst.length - seen.length };
}

async function seenOf(store: Store, findings: readonly Finding[]): Promise<readonly Seen[]> {
  if (findings.length === 0) return [];
  const replayed = await store.replayedUntil([...new Set(findings.map(({ server }) => server))]);
  return findings.map((finding) => ({
    ...rankOfFinding(finding),
    subject: findingSubject(finding),
    says: finding.because,
    at: finding.since,
    replayed: isReplayed(finding.since, replayed.get(finding.server)),
  }));
}

/** One list about one server is one subject: its newest change counts. */
async function changesSeen(
  store: Store,
  hosts: readonly Host[],
  since: string,
): Promise<{ readonly seen: readonly Seen[]; readonly cutAt: string | undefined }> {
  const { changes: found, cutAt } = await changesAbout(store, hosts, { since, most: mostRead.changes });
  const rated = await rateChanges(
    store,
    found.map(({ change }) => change),
  );
  const seen = rated.flatMap((change, place) => {
    const server = found[place]?.server;
    if (change.subject === undefined || server === undefined) return [];
    return [{ subject: policySubject(change, change.subject, server), ...saidOf(change) }];
  });
  return { seen, cutAt };
}

/** A server that chooses with whom it federates is one event, not one for everybody it does not choose. */
async function modesSeen(store: Store, hosts: readonly Host[], since: string): Promise<Part> {
  const hosted = new Set(hosts);
  const filter = { since, kind: 'mode-changed' } as const;
  const { changes, left } = await store.newestPolicyChanges(filter, mostRead.modes);
  const seen = (await rateChanges(store, changes)).map((change) => ({
    subject: modeSubject(change, hosted.has(change.observer)),
    ...saidOf(change),
  }));
  return { seen, left };
}

function saidOf(change: RatedChange): Omit<Seen, 'subject'> {
  const says = `${change.observer} ${changeSentence(change)}`;
  const known = howSure(change);
  return { ...rankOfChange(change), says, at: change.changedAt, known, replayed: change.replayed };
}

/** Who hides a list may still hold to it. */
async function hiddenSeen(store: Store): Promise<readonly Seen[]> {
  const lists = await store.hiddenLists();
  return lists.map(({ server, observer, origin, readAt, hiddenAt, replayed }) => ({
    rank: 'change',
    subject: hiddenSubject({ observer, source: 'api', origin }, server),
    says: `${observer} hides its list, which had ${server} on it when it was read last, ${readAt}`,
    at: hiddenAt,
    replayed,
  }));
}
