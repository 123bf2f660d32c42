import type { Advisory } from '../advisories/advisory.ts';

/** How much one sign says about a software. `strong` 3, `medium` 1.5, `weak` 0.5 points. */
export type FingerprintWeight = 'strong' | 'medium' | 'weak';

/**
 * A sign that a software leaves in what it answers.
 * `header`: a response header's value contains the text, whatever its case. `cookie`: a response sets a cookie of this name.
 * `subscribe-template`: WebFinger's remote-follow template contains the text. `instance-api-keys`: the instance API has all these top-level keys.
 * The kind is also the class: several signs of one class count once, at the best of them.
 */
export type Fingerprint = { readonly weight: FingerprintWeight } & (
  | { readonly kind: 'header'; readonly name: string; readonly contains: string }
  | { readonly kind: 'cookie'; readonly name: string }
  | { readonly kind: 'subscribe-template'; readonly contains: string }
  | { readonly kind: 'instance-api-keys'; readonly keys: readonly string[] }
);

/** Where a group of fields was read. `readAt`: date of the tree that was read, YYYY-MM-DD; its first day where only the month is known. */
export interface Basis {
  readonly fields: readonly string[];
  readonly source: string;
  readonly readAt: string;
}

/** What is known of one server software. Data only. */
export interface SoftwareProfile {
  /** The profile's own name, and its file's. */
  readonly id: string;
  /** As its makers write it. */
  readonly title: string;
  /** NodeInfo `software.name`, lower-case: its own name first, then names under which forks of it say openly what they are. */
  readonly names: readonly [string, ...string[]];
  /** The code base it grew from; its own id when it grew from none. */
  readonly family: string;
  /** SPDX expression, as the project declares it. */
  readonly licence: string;
  /** Does section 13 of the AGPL apply: must a modified version offer its source to users over a network? */
  readonly networkClause: boolean;
  /** Where its makers publish the source. */
  readonly source: string;
  /** Path of the instance actor on the web domain. Absent: it has none that can be read without a signature, or its URL is not fixed. */
  readonly instanceActorPath?: string;
  /** User part of an account that every such server has and WebFinger resolves. Absent: the account domain itself is worth a try. */
  readonly instanceActorUser?: string;
  /** Which API tells about the instance without a login, by GET. */
  readonly instanceApi: 'mastodon' | 'none';
  /** Which API names the servers it knows, without a login, by GET. Absent: none is known. */
  readonly peersApi?: 'mastodon' | 'lemmy' | 'mbin' | 'misskey';
  readonly fingerprints: readonly Fingerprint[];
  /** Published weaknesses. Absent: none was collected, which does not mean that there are none. */
  readonly advisories?: readonly Advisory[];
  readonly basis: readonly [Basis, ...Basis[]];
}
