import type { Advisory } from '../advisories/advisory.ts';
import type { Fingerprint, FingerprintWeight } from '../fingerprint.ts';
import type { OfferPlace } from '../licence/offer.ts';

/**
 * Where a group of fields was read. `readAt`: date of the tree that was read, YYYY-MM-DD; its first day where only the month is known, the day of
 * reading where the tree has no date.
 */
export interface Basis {
  /** Names of the profile's fields, or ids of its fingerprints. */
  readonly fields: readonly string[];
  readonly source: string;
  readonly readAt: string;
  /**
   * How far it can be relied on. Absent: read in the source itself. `secondary`: somebody else says so. `unverified`: common knowledge, read
   * nowhere. What rests on the last two weighs little: its fingerprints and constants are `weak`.
   */
  readonly standing?: 'secondary' | 'unverified';
}

/**
 * Where a software's source is or was. `canonical`: its makers work there, or say that it is there. `mirror`: they or others keep a copy there.
 * `former`: it was there, and links still say so.
 */
export interface Repository {
  readonly url: string;
  readonly role: 'canonical' | 'mirror' | 'former';
}

/** A NodeInfo name that belongs to another profile, and the versions under it that are of this one. */
export interface SharedName {
  readonly name: string;
  readonly version: RegExp;
}

/** What a version text of a software tells. Every pattern reads the whole text and costs time in proportion to its length. */
export interface VersionGrammar {
  /** The versions of builds as its makers publish them. What does not match was named by somebody else. */
  readonly stock: RegExp;
  /** How much a version that is not stock says about a modification. `none`: nothing, since it is a constant or free text. */
  readonly deviation: FingerprintWeight | 'none';
  /** Versions that say by themselves that the build was changed. */
  readonly modified?: RegExp;
  /** The commit of a build: its group `commit` has the hexadecimal digits. */
  readonly commit?: RegExp;
  /** Tags of a release, where `{version}` stands for the version without its metadata. Empty: it tags none, or nobody looked. */
  readonly tags: readonly string[];
}

/** A number that stock builds answer with, always. Another one is the sign of a patch, or of a proxy that writes into the answer. */
export interface StockConstant {
  /** JSON Pointer into the answer of `/api/v2/instance` or `/api/v1/instance`. */
  readonly pointer: string;
  readonly value: number;
  /** First release that it was read in; at later ones that were read it was the same. */
  readonly since: string;
  /** Last release that it was read in. Absent: the newest tree that was read has it. */
  readonly until?: string;
  readonly weight: FingerprintWeight;
}

/** Where stock builds name their source. */
export interface StockOffer {
  readonly place: OfferPlace;
  /** Path and query on the web domain, or a URL where the place is elsewhere. `{version}` stands for the version. */
  readonly path: string;
  /** JSON Pointer, or a CSS selector where a page is read. Absent: the path is the source. */
  readonly at?: string;
  /** Who can set it: the code itself, the environment or configuration file of the server, or the administrator's page. */
  readonly setBy: 'constant' | 'environment' | 'administrator';
  /** What it says as installed. Absent: nothing is offered there as installed. */
  readonly stock?: string;
  /** First and last release that have the place. Absent: all that were read. */
  readonly since?: string;
  readonly until?: string;
}

/** Which API names the servers it knows. */
export type PeersApi = 'mastodon' | 'lemmy' | 'mbin' | 'misskey';

/** What is known of one server software. Data only. */
export interface SoftwareProfile {
  /** The profile's own name, and its file's. */
  readonly id: string;
  /** As its makers write it. */
  readonly title: string;
  /** `front-end`: a program of its own that people see before a server of any other software. */
  readonly part: 'server' | 'front-end';
  /** NodeInfo `software.name`, lower-case: its own name first, then names under which forks of it say openly what they are. Empty: it has none of its own. */
  readonly names: readonly string[];
  /** Names of others that it goes by. */
  readonly sharedNames?: readonly SharedName[];
  /** The code base it grew from; its own id when it grew from none. */
  readonly family: string;
  /** Id of the profile that it was forked from. */
  readonly forkOf?: string;
  /** Id of the profile whose release numbers it keeps, so that its releases and advisories are news here too. Absent: its numbers are its own. */
  readonly releasesAs?: string;
  /** SPDX expression, as concluded from what was read. */
  readonly licence: string;
  /** What the project itself declares, word by word. Absent: the same. */
  readonly declaredLicence?: string;
  /** Does section 13 of the AGPL apply: must a modified version offer its source to users over a network? */
  readonly networkClause: boolean;
  /** What else the licence means for a service, in one sentence. */
  readonly licenceNote?: string;
  /** Where its source is published, canonical ones first. Empty: it is not published. */
  readonly repositories: readonly Repository[];
  /** Absent: nothing is known of its versions. */
  readonly version?: VersionGrammar;
  /** In no order. Absent: none was collected. */
  readonly constants?: readonly StockConstant[];
  /** In the order of the places. Absent: stock builds were not read for it. */
  readonly offers?: readonly StockOffer[];
  /** Path of the instance actor on the web domain. Absent: it has none that can be read without a signature, or its URL is not fixed. */
  readonly instanceActorPath?: string;
  /** User part of an account that every such server has and WebFinger resolves. Absent: the account domain itself is worth a try. */
  readonly instanceActorUser?: string;
  /** Which API tells about the instance without a login, by GET. */
  readonly instanceApi: 'mastodon' | 'none';
  /** Which API names the servers it knows, without a login, by GET. Absent: none is known. */
  readonly peersApi?: PeersApi;
  /** Path at which it publishes whom it blocks. Absent: it publishes no list, or none is known. */
  readonly blockListPath?: string;
  readonly fingerprints: readonly Fingerprint[];
  /** Published weaknesses. Absent: none was collected, which does not mean that there are none. */
  readonly advisories?: readonly Advisory[];
  readonly basis: readonly [Basis, ...Basis[]];
}
