import type { Settled } from '../probe.ts';

/** One `rel="self"` link, as sent. */
export interface SelfLink {
  readonly href: string;
  readonly type?: string;
}

/** The fields of a JRD that rules read. Source: RFC 7033 §4.4. */
export interface JrdFacts {
  /** The resource that was asked for. */
  readonly resource: string;
  /** Every URL of the chain, the asked one first, the answering one last. */
  readonly urls: readonly string[];
  readonly contentType?: string;
  readonly subject?: string;
  readonly aliases: readonly string[];
  readonly selfLinks: readonly SelfLink[];
  /** Template of the remote-follow link. */
  readonly subscribeTemplate?: string;
}

/**
 * How a server resolves one of its own accounts. `accountFrom`: who named the account: our configuration, the software's known name for its
 * instance actor, the URL of the server itself (FEP-d556), or a contact the server publishes.
 */
export interface WebFingerData {
  readonly user: string;
  readonly accountFrom: 'configured' | 'instance-actor' | 'server-url' | 'published-contact';
  /** `acct:user@accountDomain` asked at the account domain. */
  readonly base: Settled<JrdFacts>;
  /** `acct:user@webDomain` asked at the web domain. Absent: the two are the same, or `base` gave nothing. */
  readonly reverse?: Settled<JrdFacts>;
}
