import type { CertificateKind } from './network/certificates.ts';
import type { NameBehaviour } from './network/name-server.ts';

/** One request as a site sees it. Header names are lower case. */
export interface Ask {
  readonly method: string;
  readonly host: string;
  /** The address of ours that it came to. */
  readonly address: string;
  readonly secure: boolean;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a site answers. Header names are lower case; `waitMs`: how long it keeps the asker waiting first. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly waitMs?: number;
}

/**
 * What a server does with a new connection. `serve`: answers. `reset`: sends RST after the first bytes.
 * `silent`: accepts and says nothing. `refuse`: nothing listens; a server broken so while it runs resets instead.
 */
export type Wire = 'serve' | 'reset' | 'silent' | 'refuse';

/** Paths on the web host that breakages aim at. Absent: the software has none. */
export interface Places {
  readonly nodeinfo: string;
  readonly actor: string;
  readonly instanceActor?: string;
  readonly outbox?: string;
  /** The newest public post. */
  readonly post?: string;
  readonly instanceApi?: readonly string[];
}

/** One server of the test fediverse: its names, its certificate, and how it answers. */
export interface Site {
  /** Account domain first, web domain second when it differs. */
  readonly hosts: readonly [string, ...string[]];
  /** User name of the sample account. */
  readonly user: string;
  readonly places: Places;
  readonly certificate: CertificateKind;
  readonly name: NameBehaviour;
  readonly wire: Wire;
  answer(ask: Ask): Promise<Reply>;
  /** A document of another server, fetched with this one's signature. Absent: the software is an imitation and signs nothing. */
  signedGet?(url: string): Promise<unknown>;
}

/** An entry of a block list. `masked`: published with its name masked, where the software can. */
export interface Rejection {
  readonly domain: string;
  readonly severity: 'suspend' | 'silence';
  readonly reason?: string;
  readonly masked?: boolean;
}

/** Who a server is: what every software needs to imitate one. */
export interface Identity {
  readonly host: string;
  readonly webHost: string;
  readonly user: string;
  /** The proof of ownership to serve at `/.well-known/fediscope`. Absent: none there. */
  readonly proof?: string;
  /** Servers that it knows, as its published list has them. Absent: it publishes none. */
  readonly knows?: readonly string[];
  /** Its block list, published. Absent: it keeps it to itself, where the software can. */
  readonly rejects?: readonly Rejection[];
  /** Active users of the last month, as NodeInfo states them. Absent: a few. */
  readonly activeUsers?: number;
  /** Where it says its source is. Absent: where stock builds say. */
  readonly source?: string;
  /** Did the administrator let robots in? Absent: robots.txt is the stock one. */
  readonly openRobots?: boolean;
}

/** The host under which documents live. */
export function webHostOf(site: Site): string {
  return site.hosts[1] ?? site.hosts[0];
}
