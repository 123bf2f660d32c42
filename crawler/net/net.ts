import type { Exchange } from '../../model/exchange.ts';
import type { Host } from '../../model/host.ts';
import type { Consent, Evidence } from '../../model/observation.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { Fetched, GitOptions } from './fetched.ts';
import type { SharedBudgets } from './manners/budgets.ts';
import type { NameSet } from './names/name-set.ts';
import type { ProbeIo } from './probe-io.ts';
import type { RobotsFacts } from './robots/robots.ts';

/** How the crawler reaches test, demo and staging servers; empty outside a lab. */
export interface LabOptions {
  /** Pattern to `address:port`, or to `:port` (the resolved address stays). `*` stands for one label; first match wins; ports 80 and 443 both go there. */
  readonly connectTo: ReadonlyArray<readonly [pattern: string, target: string]>;
  /** PEM of authorities trusted besides the system's. */
  readonly trustedCa?: string;
  /** CIDRs allowed besides global addresses. */
  readonly allowAddresses: readonly string[];
  /** `address:port` of the resolver to ask. Absent: the system's. */
  readonly resolver?: string;
}

export interface NetOptions {
  /** `name/version (+https://...)`: who we are and where to read about it. */
  readonly userAgent: string;
  readonly lab: LabOptions;
  /** Visits in flight, all hosts together. */
  readonly concurrency: number;
  /** Least time between two request starts to one host; by consent. */
  readonly hostIntervalMs: Readonly<Record<Consent, number>>;
  /** Requests one visit may make, by consent. */
  readonly requestsPerVisit: Readonly<Record<Consent, number>>;
  /** What hosts that share an address or a registrable domain may be asked together. */
  readonly budgets: SharedBudgets;
  /** Hosts that asked not to be watched, with all names below them: never connected to, whatever points there, but for the visited server itself where it is ours by contract. */
  readonly excluded?: Pick<NameSet, 'covers'>;
  readonly connectTimeoutMs: number;
  /** Response head and idle body. */
  readonly idleTimeoutMs: number;
  /** One exchange with its body, redirects excluded. */
  readonly totalTimeoutMs: number;
  /** The longest wait for a Crawl-delay, a Retry-After or a shared budget inside one visit. */
  readonly maxWaitMs: number;
  /** By what signs of software stay in what is recorded. Absent: by what is built in. */
  readonly software?: SoftwareCatalogue;
}

/** What one probe left behind, besides its data. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
  readonly evidence: readonly Evidence[];
}

/** The network as one visit to one server may use it. Names are resolved once, addresses stay pinned, one connection per origin is kept until `close`. */
export interface NetSession extends ProbeIo {
  /** Everything recorded since the last call; called once after each probe. Read it when the visit is over: a name may be learned last that stands first. */
  takeRecording(): () => Recording;
  /**
   * Asks a git server one question, by the POST that its protocol uses; peer manners allow no other (decision 0014). No probe has this: forges are
   * visited apart. `repository`: its URL, as it is cloned. @throws {ProbeFailure} as `get`.
   */
  askGit(repository: string, question: Uint8Array, options: GitOptions): Promise<Fetched>;
  /** How the host's robots.txt is, as this visit goes by it. Undefined: nobody asked for it, the host was out of reach, or somebody else to whom it led gives none. */
  robotsFound(host: Host): RobotsFacts['state'] | undefined;
  /** Replaces shielded names in any JSON value. */
  scrub<T>(value: T): T;
  close(): Promise<void>;
}

/** The only way out to the fediverse. */
export interface Net {
  /**
   * `webDomain`: where an earlier visit's discovery was redirected to; the server's consent covers it. `untilMs`: monotonic milliseconds
   * after which nothing starts that a Crawl-delay puts off; absent: no delay longer than `maxWaitMs` is waited for.
   */
  open(visit: {
    readonly host: Host;
    readonly consent: Consent;
    readonly signal: AbortSignal;
    readonly webDomain?: Host;
    readonly untilMs?: number;
  }): NetSession;
  close(): Promise<void>;
}
