import type { Host } from '../model/host.ts';
import type {
  FederationMode,
  KnownPolicy,
  PolicyChange,
  PolicySource,
  Reading,
  ReadingState,
} from '../model/policy.ts';
import type { Cut } from './pages.ts';

/** A policy that is about a server, and how sure that is. `by`: `name` says so, `digest` of its name and a mask that fits it, `parent`: a domain above it on a list that covers subdomains, or a wildcard. */
export interface PolicyAbout extends KnownPolicy {
  readonly by: 'name' | 'digest' | 'parent';
}

/** Which policies about a server to read. Absent members do not narrow. */
export interface AboutFilter {
  readonly sources?: readonly PolicySource[];
  /** Also those that have ended? Default false. */
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
}

/** How much of the network can be judged. `known`: peers that are watched. `byState`: of how many the newest own list was read so. `unread`: no try was made yet. */
export interface PolicyCoverage {
  readonly known: number;
  readonly byState: Readonly<Record<ReadingState, number>>;
  readonly unread: number;
}

/** What is known of who rejects or limits whom. */
export interface PolicyReads {
  /** Who rejects or limits a server, by observer. */
  policiesAbout(subject: Host, filter?: AboutFilter): Promise<readonly PolicyAbout[]>;
  /** What an observer rejects or limits now, by subject. */
  policiesOf(observer: Host, cut: Cut): Promise<readonly KnownPolicy[]>;
  /** What changed between published readings, oldest first. */
  policyChanges(filter: ChangeFilter, cut: Cut): Promise<readonly PolicyChange[]>;
  /** The newest reading of every list of some observers, by observer, source and origin. */
  newestReadings(observers: readonly Host[]): Promise<readonly Reading[]>;
  /** Of how many peers the list can be read. No figure about blocks is shown without it. */
  policyCoverage(): Promise<PolicyCoverage>;
  /** In which mode each observer's newest readable list says that it federates; those that do not tell are left out. */
  federationModes(observers: readonly Host[]): Promise<ReadonlyMap<Host, Exclude<FederationMode, 'unknown'>>>;
}
