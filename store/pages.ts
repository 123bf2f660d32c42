import type { Audience, EarlierFinding, Finding, Outcome } from '../model/finding.ts';
import type { Host } from '../model/host.ts';
import type { ServerStanding } from '../model/server.ts';

/** A cut of a list. */
export interface Cut {
  readonly limit: number;
  readonly offset: number;
}

/** Which servers to read. Absent members do not narrow. */
export interface ServerFilter {
  readonly role?: 'hosted' | 'peer';
  readonly hosts?: readonly Host[];
  /** A part of the host, in lower case. */
  readonly named?: string;
}

/** How many current findings there are of one kind. */
export interface FindingCount {
  readonly role: 'hosted' | 'peer';
  readonly audience: Audience;
  readonly outcome: Outcome;
  readonly count: number;
}

/** Which current findings to list. */
export interface FindingListFilter {
  readonly audience: Audience;
  readonly outcome: Outcome;
  /** Absent: every rule. */
  readonly rule?: string;
}

/** What pages read: cuts and counts, so that no page loads the whole fleet. */
export interface PageReads {
  serverCount(role: 'hosted' | 'peer'): Promise<number>;
  /** By host. */
  serversOf(filter: ServerFilter, cut: Cut): Promise<readonly ServerStanding[]>;
  /** Hosted servers that did not prove to be ours when they were looked at last, by host. One that was never looked at is none of them. */
  unproven(): Promise<readonly Host[]>;
  /** Current findings of enrolled servers, counted; kinds without any are left out. */
  findingCounts(rule?: string): Promise<readonly FindingCount[]>;
  /** Current findings of enrolled servers: hosted servers first, then the loudest, then the oldest. */
  findingList(filter: FindingListFilter, cut: Cut): Promise<readonly Finding[]>;
  /** Current findings of some servers, by server and rule. */
  findingsOf(servers: readonly Host[]): Promise<readonly Finding[]>;
  /** As `findingsOf`, with what the analyzer compares its own with. */
  earlierFindings(servers: readonly Host[]): Promise<readonly EarlierFinding[]>;
  /** What changed at one server: the beginnings of outcomes of all rules, newest first. */
  changesAt(server: Host, limit: number): Promise<readonly Finding[]>;
  /** Since when no rule fails at some servers: the end of the last failure, or the first finding where none ever failed. Servers without findings, and those at which one fails, are left out. */
  wellSince(servers: readonly Host[]): Promise<ReadonlyMap<Host, string>>;
  /** Until when what is known of some servers is replayed history: the start of their newest replayed observation. Servers without any are left out. */
  replayedUntil(servers: readonly Host[]): Promise<ReadonlyMap<Host, string>>;
  /** When the newest live observation of the whole store started. Absent: there is none. */
  newestObservation(): Promise<string | undefined>;
}
