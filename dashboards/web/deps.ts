import type { ErrorBudget } from '../../analyzer/objectives/budget.ts';
import type { Grant, KeptToken } from '../../model/access.ts';
import type { Clock } from '../../model/clock.ts';
import type { DigestSchedule } from '../../model/configuration/digest.ts';
import type { Host } from '../../model/host.ts';
import type { Log } from '../../model/log.ts';
import type { News } from '../../model/news.ts';
import type { RuleDescription } from '../../model/rule.ts';
import type { SoftwareCatalogue } from '../../model/software/catalogue.ts';
import type { Uncounted } from '../../store/availability.ts';
import type { ReviewLog } from '../../store/review-log.ts';
import type { Store } from '../../store/store.ts';
import type { CustomerPart } from './guard/customer/part.ts';
import type { Reader } from './guard/reader.ts';

/** Where the site listens. */
export interface Listen {
  /** An IP address, or `localhost`. */
  readonly address: string;
  /** 0: any free port. */
  readonly port: number;
}

/** Log-in at a provider of OpenID Connect. */
export interface OidcOptions {
  /** https; plain http only on loopback. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client; PKCE is used in any case. */
  readonly clientSecret?: string;
  /** The claim that grants are read from: a text or a list; `a.b` also stands for `b` in `a`. */
  readonly claim: string;
  /** What each value of the claim grants. */
  readonly roles: Readonly<Record<string, Grant>>;
}

/** A hosted server, as the configuration names it. `isPublic`: its status is told to everyone. */
export interface HostedServer {
  readonly host: Host;
  readonly customer?: string;
  readonly isPublic: boolean;
}

/** Who may read the site. No way in at all: everyone who reaches it. */
export interface Auth {
  /** Each lets its holder in as admin, by the login page or as `Authorization: Bearer`. */
  readonly tokens?: readonly string[];
  /** Likewise, each with what it grants. */
  readonly keptTokens?: readonly KeptToken[];
  readonly oidc?: OidcOptions;
  /** Request header in which a trusted reverse proxy names the user. The proxy must drop what clients send under this name. */
  readonly header?: string;
  /** Addresses and blocks of them from which that header counts. Absent: this machine alone. */
  readonly proxies?: readonly string[];
  /** What users of that header may see, by name; `*`: everyone else. Absent: all are admins. */
  readonly users?: Readonly<Record<string, Grant>>;
  /** Proxies whose `X-Forwarded-For` says where a request comes from. Absent: none. */
  readonly forwardedBy?: readonly string[];
  /** True: `/metrics` is read without logging in. */
  readonly openMetrics?: boolean;
}

/** Who runs this monitor, as the configuration says. */
export interface Monitor {
  readonly name: string;
  /** `https://monitor.example`, without a path. */
  readonly origin?: string;
  /** A mail address or URL that answers. */
  readonly contact?: string;
  readonly vantage: string;
  /** The header our requests carry, literally. */
  readonly userAgent?: string;
  readonly version?: string;
  /** Addresses and blocks of them that our requests come from. Empty or absent: not published. */
  readonly addresses?: readonly string[];
  /** The Ed25519 key that signs the heads of the review log and bundles of evidence, base64 of its SPKI form. Absent: this process has none. */
  readonly key?: string;
  /** How a server that is not ours is asked. Absent: this process does not know. */
  readonly manners?: Manners;
}

/** The manners at peers, as the configuration says. */
export interface Manners {
  readonly intervalMs: number;
  readonly requestsPerSecond: number;
  readonly requestsPerVisit: number;
}

/** What the crawler is doing at this moment; counts of servers. */
export interface Progress {
  readonly visiting: number;
  readonly waiting: number;
  /** Visited at least once since this process started. */
  readonly visited: number;
}

/** Names of servers that other servers told. `watched`: peers, of at most `limit`. `refused`: why names were not taken, and how often, the most frequent first. */
export interface CandidateView {
  readonly waiting: number;
  readonly watched: number;
  readonly limit: number;
  readonly refused: readonly { readonly says: string; readonly times: number }[];
}

/** What came of asking for a visit now. `untilMs`: when it would be granted, epoch milliseconds; Infinity: never. */
export type Recheck =
  | 'queued'
  | 'already-running'
  | 'unknown'
  | { readonly refused: 'resting' | 'too-soon'; readonly untilMs: number };

/** All that the site is made of; it opens nothing by itself. */
export interface WebDeps {
  readonly store: Store;
  readonly rules: readonly RuleDescription[];
  readonly monitor: Monitor;
  readonly listen: Listen;
  readonly auth?: Auth;
  /** Planned work that touches a stretch of time, epoch milliseconds: it does not count as an outage. Absent: none. */
  readonly planned?: (from: number, to: number) => readonly Uncounted[];
  /** Absent: none. */
  readonly hosted?: readonly HostedServer[];
  /** When a week of the digest ends, and in which time zone it has its days. Absent: on Mondays, in UTC. */
  readonly digest?: DigestSchedule;
  readonly clock: Clock;
  readonly log: Log;
  /** What is known of software, as the rules know it. Absent: what is built in. */
  readonly news?: () => Promise<News>;
  /** By what software is known, as the rules know it. Absent: by what is built in. */
  readonly software?: SoftwareCatalogue;
  /** Absent: this process does not crawl, so the button is not shown. */
  readonly recheck?: (host: Host) => Promise<Recheck>;
  /** A gzipped tarball of the source that runs. */
  readonly source: () => Promise<ReadableStream | Buffer>;
  /** The bundle of evidence of the finding with an id (`model/finding-id.ts`), and the name of its file. Resolves with undefined where there is no such finding. Absent: this process has no key to sign it. */
  readonly bundle?: (id: string) => Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
  /** The review log, for writing. Absent: another process writes it, so the queue is only read here. */
  readonly reviews?: Pick<ReviewLog, 'append'>;
  /** Absent: this process does not crawl. */
  readonly progress?: () => Progress;
  /** Whose part of the site it is. Absent: the whole. */
  readonly part?: CustomerPart;
  /** The error budgets of the month of an instant, epoch milliseconds, by server. Absent: this process does not reckon them. */
  readonly budgets?: (atMs: number) => Promise<ReadonlyMap<Host, ErrorBudget>>;
  /** What waits to be stored. Absent: this process does not crawl. */
  readonly spool?: () => { readonly segments: number; readonly bytes: number };
  /** Absent: this process finds no peers. */
  readonly candidates?: () => CandidateView;
  /** What this process tells about itself, as Prometheus reads it. Absent: it is not served. */
  readonly metrics?: () => Promise<string>;
}

/** What the guards leave for the pages. */
export interface WebEnv {
  Bindings: {
    /** The request as Node has it. Absent: it came by no socket. */
    incoming?: { readonly socket: { readonly remoteAddress?: string } };
    /** What the guards of the whole site know, for the part of it that is a customer's. */
    handed?: { readonly reader: Reader; readonly address: string };
  };
  Variables: {
    /** Who is reading, and what they may see. Absent: a stranger. */
    reader?: Reader;
    /** The IP address the request comes from. Empty: it is not known. */
    address: string;
    /** What an act is about, for the log of acts. Absent: its path says so. */
    subject?: string;
    /** Who is reading. Absent: nobody had to say. */
    user?: string;
    /** The token that every form of this answer carries as `csrf`. */
    formToken: () => string;
  };
}
