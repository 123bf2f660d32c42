/**
 * What the servers of an incident share. `server`: it is one server. `address`: an IP address. `network`: an IPv4 /24 or IPv6 /48.
 * `as`: an autonomous system of the operator's table. `cdn`: what stands in front, by its response headers. `software`: name and version.
 * `rule`: nothing but what fails.
 */
export type CauseKind = 'server' | 'address' | 'network' | 'as' | 'cdn' | 'software' | 'rule';

/** Something that alerts share, such as the address `192.0.2.7`. */
export interface SharedCause {
  readonly kind: CauseKind;
  readonly value: string;
}

/** Alerts that began together and share something. Every instant is RFC 3339, UTC. */
export interface Incident {
  /** SHA-256 in hexadecimal; it stays when members join. */
  readonly id: string;
  readonly cause: SharedCause;
  /** When the first member began. */
  readonly startedAt: string;
  /** When the newest member began. */
  readonly joinedAt: string;
  /** When the last member ended. Absent: it goes on. */
  readonly endedAt?: string;
  /** Ids of all alerts that ever belonged to it, in the order they joined. */
  readonly members: readonly string[];
}
