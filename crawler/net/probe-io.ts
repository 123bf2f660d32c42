import type { Host } from '../../model/host.ts';
import type { TlsFacts } from './connection/tls-facts.ts';
import type { Fetched, FetchOptions } from './fetched.ts';
import type { AddressFacts } from './names/resolve.ts';
import type { Recording } from './net.ts';
import type { RobotsFacts } from './robots/robots.ts';

/**
 * All that a probe can do to the outside, handed in by the engine: limits, politeness, robots and the address guard hold by construction.
 * Every exchange is recorded in the observation, whether the probe looks at it or not.
 */
export interface ProbeIo {
  /**
   * One GET, redirects followed by hand, each hop through the same policy. Resolves with any final status.
   * @throws {ProbeFailure} when no response came, or we refused to ask.
   */
  get(url: string, options?: FetchOptions): Promise<Fetched>;
  /** All addresses of a name, with their classes. @throws {ProbeFailure} `dns-*`. */
  resolve(host: Host): Promise<AddressFacts>;
  /** The TXT records of a name, each joined to one string; empty when there are none. @throws {ProbeFailure} `dns-servfail`, `dns-timeout`. */
  resolveText(name: string): Promise<readonly string[]>;
  /**
   * The TLS session of the visit's own connection where one stands, else of a handshake that sends no request and keeps the certificates even
   * when they do not validate. `begins`: called when the turn of that handshake has come. @throws {ProbeFailure} when no session came about.
   */
  handshake(host: Host, begins?: () => void): Promise<TlsFacts>;
  /** A host's robots.txt, read once a visit; the same reading decides what `get` refuses at servers that are not proven ours. */
  robots(host: Host): Promise<RobotsFacts>;
  /**
   * Marks names of people, those of server accounts and of the host itself excepted: they are replaced by `person-<digest>` in everything recorded in this visit, consistently, so that equal stays equal.
   */
  shield(...names: readonly string[]): void;
  /** Puts exchanges of another visit on record here, as they were scrubbed there: what is shared was asked once. */
  cite(recording: Recording): void;
}
