import type { BreakageName } from '../fediverse/breakages/index.ts';
import type { Rejection } from '../fediverse/site.ts';
import type { SoftwareName } from '../fediverse/software/index.ts';

/** What is promised to a customer about a hosted server. */
export interface Promised {
  readonly software?: string;
  readonly registrations?: 'open' | 'approval' | 'closed';
  readonly federation?: 'open' | 'limited';
  readonly source?: string;
}

/** Rule ids, each with the reason why that outcome is right. */
export type Reasons = Readonly<Record<string, string>>;

/**
 * One server of the test fediverse and what a single visit to it must conclude. The outcomes are written by hand, from the clauses.
 * `failed` is complete: any other rule that fails is a mistake. `cannotTell` names rules that must not settle.
 */
export interface Scenario {
  readonly host: string;
  /** Where documents live, when accounts live under `host` and documents elsewhere. */
  readonly webHost?: string;
  readonly software: SoftwareName;
  /** Absent: healthy. */
  readonly broken?: BreakageName;
  readonly role: 'hosted' | 'peer';
  readonly customer?: string;
  /** `user@host` of the sample actor. Absent: whoever looks finds one by itself. */
  readonly account?: string;
  readonly expect?: Promised;
  /** How a hosted server consents to the monitor. Absent: DNS TXT for hosted servers, nothing for peers. */
  readonly proof?: 'dns-txt' | 'well-known' | 'none';
  /** Its block list. Absent: it publishes none. */
  readonly rejects?: readonly Rejection[];
  /** Does robots.txt let everybody in? Absent: it is the stock one of the software. */
  readonly openRobots?: boolean;
  /** Active users of the last month, as NodeInfo states them. Absent: the few of every imitation. */
  readonly activeUsers?: number;
  readonly failed: Reasons;
  readonly cannotTell?: Reasons;
  /** What the scenario shows, in one or two sentences. */
  readonly note: string;
}
