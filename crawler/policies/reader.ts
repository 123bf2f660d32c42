import type { FailureCode } from '../../model/failure.ts';
import type { Host } from '../../model/host.ts';
import type { FederationMode, Reading, ReadingState } from '../../model/policy.ts';
import type { ProbeIo } from '../net/probe-io.ts';
import type { FetchOptions } from '../probe.ts';
import type { Entries } from './entries.ts';
import type { Turns } from './turns.ts';

/** What a reader may know before it asks. */
export interface PolicyQuestion {
  /** `https://` and the web domain. */
  readonly base: string;
  /** NodeInfo `software.version`; empty: not known. */
  readonly version: string;
  /** Where its NodeInfo document is. Absent: it has none. */
  readonly nodeinfoUrl?: string;
  /** What the instance API says of limited federation. Absent: nothing. */
  readonly limited?: boolean;
  /** Our hosted servers: the only names we ask about where a server answers by name. */
  readonly hosted: readonly Host[];
}

/** What a reader found. A list that we were kept from reading is a `ProbeFailure` instead. */
export interface ReadPolicies extends Entries {
  readonly state: Exclude<ReadingState, 'declined' | 'failed'>;
  readonly mode: FederationMode;
  /** How it was read, where that is not as the reader's name says: lists that were read in two ways are never compared. */
  readonly origin?: string;
  /** What ended it before its end, so that the rest is not known. Absent: nothing did. */
  readonly stoppedBy?: FailureCode;
}

/** What readers do to the outside. `turns`: those in which they read what was answered. */
export type PolicyIo = Pick<ProbeIo, 'get'> & { readonly turns: Turns };

/** How the list of one software family is read. */
export interface PolicyReader {
  /** Its own name, and its file's. Lists of two origins are never compared. */
  readonly origin: string;
  /** NodeInfo `software.name`, lower-case. */
  readonly names: readonly string[];
  /** Does a name on such a list stand for its subdomains too? */
  readonly covers: Reading['covers'];
  /** @throws {ProbeFailure} */
  read(question: PolicyQuestion, io: PolicyIo): Promise<ReadPolicies>;
}

/** How lists are asked for. They are not kept as evidence: a peer's list is not ours to republish. */
export const listOptions = {
  accept: 'application/json',
  maxBytes: 8 * 1024 * 1024,
  evidence: false,
  heedsRobotsTag: true,
} as const satisfies FetchOptions;

/** As `listOptions`, for one of several questions: a page has some fifty rows. */
export const pageOptions = { ...listOptions, maxBytes: 1024 * 1024 } as const satisfies FetchOptions;

const nothing: Entries = { entries: [], refused: {}, truncated: false };

/** The server keeps its list to itself. */
export function hidden(mode: FederationMode = 'unknown'): ReadPolicies {
  return { state: 'hidden', mode, ...nothing };
}

/** This software, or this version of it, publishes none. */
export function notSupported(mode: FederationMode = 'unknown'): ReadPolicies {
  return { state: 'not-supported', mode, ...nothing };
}

/** The list as it was read. One that goes on is a part, and so is one with rows that nobody could read: they may be about anybody, so that who is not there was not taken off. */
export function read(entries: Entries, mode: FederationMode = 'unknown'): ReadPolicies {
  const { truncated, refused } = entries;
  const isPart = truncated || refused.malformed !== undefined || refused['wrong-digest'] !== undefined;
  return { state: isPart ? 'partial' : 'published', mode, ...entries };
}

/** The first two numbers of a version; zeros, where it has none. */
export function majorMinor(version: string): readonly [number, number] {
  const [, major = '0', minor = '0'] = /^[^\d]{0,2}(\d{1,5})(?:\.(\d{1,5}))?/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}

/** Is the version the one asked for, or later? A version that is not known is not. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor, ownMinor] = majorMinor(version);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
