import type { Naming } from '../../model/confidence.ts';
import type { Host } from '../../model/host.ts';
import type {
  FederationMode,
  KnownPolicy,
  PolicyChange,
  PolicyChangeKind,
  PolicySource,
  Reading,
  ReadingState,
} from '../../model/policy.ts';
import type { Cut } from '../pages.ts';

/** A policy that is about a server, and how it names it. A mask alone is about nobody. */
export interface PolicyAbout extends KnownPolicy {
  readonly by: Exclude<Naming, 'mask' | 'everyone'>;
}

/** A change, and how it says whom it is about: the server that was asked about, else its own subject. */
export interface KnownChange extends PolicyChange {
  readonly by: Naming;
}

/** Which policies about a server to read. Absent members do not narrow. */
export interface AboutFilter {
  readonly sources?: readonly PolicySource[];
  /** Also those that have ended, a row for each time it stood there? Default false. */
  readonly ended?: boolean;
}

/** Which changes to read. `since`: RFC 3339, exclusive. Absent members do not narrow. */
export interface ChangeFilter {
  readonly since: string;
  /** Until when, RFC 3339, inclusive. */
  readonly until?: string;
  readonly observer?: Host;
  /** About this server: by its name, its digest, or a domain above it. */
  readonly subject?: Host;
  readonly kind?: PolicyChangeKind;
}

/** A change with the server it is about. */
export interface ChangeAbout {
  readonly server: Host;
  readonly change: KnownChange;
}

/** Which changes about some servers to read. `since`: RFC 3339, exclusive. `limit`: of each hundred servers, at most. */
export interface NewestFilter extends Pick<ChangeFilter, 'since' | 'until'> {
  readonly limit: number;
}

/** The newest changes about some servers, oldest first. `cutAt`: when the newest change was that is left out, RFC 3339; absent: none is. */
export interface ChangesAbout {
  readonly changes: readonly ChangeAbout[];
  readonly cutAt?: string;
}

/** The newest changes, oldest first. `left`: how many older ones are left out. */
export interface NewestChanges {
  readonly changes: readonly KnownChange[];
  readonly left: number;
}

/** What became of the readings of one list. */
export interface ListStanding {
  readonly observer: Host;
  readonly source: PolicySource;
  readonly origin: string;
  /** Of the newest try. */
  readonly state: ReadingState;
  /** Its newest published reading, RFC 3339. Absent: there was none. */
  readonly publishedAt?: string;
}

/** When a list could be read last until some instant. */
export interface LastReading extends Pick<ListStanding, 'observer' | 'source' | 'origin'> {
  /** RFC 3339. */
  readonly readAt: string;
}

/** A list that rejected or limited a hosted server when it could be read last, and that is hidden now. What is not seen any more is not lifted. */
export interface HiddenList {
  readonly server: Host;
  readonly observer: Host;
  readonly origin: string;
  /** When it could be read last, RFC 3339. */
  readonly readAt: string;
  /** When it was hidden first after that, RFC 3339. */
  readonly hiddenAt: string;
  /** Was the reading that found it hidden replayed history? */
  readonly replayed: boolean;
}

/**
 * How much of the network can be judged. `known`: peers that are watched. `byState`: of how many the newest own list was read so. `unread`: no try was made yet.
 * `namingUs`: how many ask us by name, in their robots.txt, to stay away from something.
 */
export interface PolicyCoverage {
  readonly known: number;
  readonly byState: Readonly<Record<ReadingState, number>>;
  readonly unread: number;
  readonly namingUs: number;
}

/** What is known of who rejects or limits whom. */
export interface PolicyReads {
  /** Who rejects or limits a server, by observer. */
  policiesAbout(subject: Host, filter?: AboutFilter): Promise<readonly PolicyAbout[]>;
  /** What an observer rejects or limits now, by subject. */
  policiesOf(observer: Host, cut: Cut): Promise<readonly KnownPolicy[]>;
  /** What changed between published readings, oldest first. */
  policyChanges(filter: ChangeFilter, cut: Cut): Promise<readonly KnownChange[]>;
  /** The newest changes between published readings, at most so many. */
  newestPolicyChanges(filter: ChangeFilter, limit: number): Promise<NewestChanges>;
  /** The newest changes about some servers. */
  policyChangesAbout(servers: readonly Host[], filter: NewestFilter): Promise<ChangesAbout>;
  /** Lists against hosted servers that nobody can read any more, by server and observer. */
  hiddenLists(): Promise<readonly HiddenList[]>;
  /** The newest reading of every list of some observers, by observer, source and origin. */
  newestReadings(observers: readonly Host[]): Promise<readonly Reading[]>;
  /** What became of the readings of every list of some observers, by observer, source and origin. */
  listStandings(observers: readonly Host[]): Promise<readonly ListStanding[]>;
  /** Of how many peers the list can be read, or could be at an instant (RFC 3339). No figure about blocks is shown without it. */
  policyCoverage(at?: string): Promise<PolicyCoverage>;
  /** How many lists were read whole in a period, RFC 3339, whose beginning does not belong to it: what changed is told between such readings only. */
  listsRead(period: { readonly since: string; readonly until: string }): Promise<number>;
  /** When each list of some observers was read last, whole or in part, until an instant (RFC 3339), by observer, source and origin; as far back as readings are kept. */
  lastReadings(observers: readonly Host[], until: string): Promise<readonly LastReading[]>;
  /** In which mode each observer's newest readable list says that it federates; those that do not tell are left out. */
  federationModes(observers: readonly Host[]): Promise<ReadonlyMap<Host, Exclude<FederationMode, 'unknown'>>>;
}
