import type { Settled } from '../probe.ts';
import type { JrdFacts } from './webfinger.ts';

/** `Accept` headers as real peers send them, and the answers they stand for. Source: check catalogue §1.5, read from each software's code. */
export const acceptProfiles = {
  'activity-json': 'application/activity+json',
  spec: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  mastodon: 'application/activity+json, application/ld+json',
  'mastodon-search':
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams", application/activity+json, text/html;q=0.1',
  misskey: 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
  gotosocial:
    'application/ld+json; profile="https://www.w3.org/ns/activitystreams",application/activity+json',
  browser: 'text/html,application/xhtml+xml,*/*;q=0.8',
} as const;

export type AcceptProfile = keyof typeof acceptProfiles;

/** One answer of an actor's URL to one `Accept` header. */
export interface Representation {
  readonly profile: AcceptProfile;
  /** Every URL of the chain, the asked one first. */
  readonly urls: readonly string[];
  readonly status: number;
  readonly contentType?: string;
  readonly vary?: string;
  readonly cacheControl?: string;
  /** What the body is, whatever its header says. `activity`: JSON with an actor type. */
  readonly kind: 'activity' | 'json' | 'html' | 'other';
  /** `id` of the JSON, to compare representations with. */
  readonly id?: string;
}

/** `publicKey` as sent. `bits`: modulus length of an RSA key. */
export interface KeyFacts {
  readonly shape: 'object' | 'array' | 'missing';
  readonly id?: string;
  readonly owner?: string;
  /** `spki`: BEGIN PUBLIC KEY. `pkcs1`: BEGIN RSA PUBLIC KEY. `unparsable`: neither, or no key inside. */
  readonly encoding?: 'spki' | 'pkcs1' | 'unparsable';
  readonly algorithm?: string;
  readonly bits?: number;
  /** SHA-256 of the DER, to see a key change. */
  readonly fingerprint?: string;
}

/** The fields of an actor that rules read; URLs as sent. No name, summary or picture. Source: ActivityPub §4.1. */
export interface ActorDocument {
  /** The URL that was asked. */
  readonly requested: string;
  readonly contentType?: string;
  readonly id?: string;
  readonly types: readonly string[];
  /** String entries of `@context`, in order. */
  readonly contexts: readonly string[];
  readonly preferredUsername?: string;
  readonly inbox?: string;
  readonly outbox?: string;
  readonly followers?: string;
  readonly following?: string;
  readonly sharedInbox?: string;
  readonly url?: string;
  readonly webfinger?: string;
  readonly key: KeyFacts;
  readonly decodedBytes: number;
}

/**
 * One actor of the server in every representation peers ask for, and the server's instance actor.
 * `actorFrom`: who named the actor: the account that WebFinger resolved, or the instance actor itself.
 */
export interface ActorData {
  readonly url: string;
  readonly actorFrom: 'account' | 'instance-actor';
  /** In the order of `acceptProfiles`. */
  readonly representations: readonly ({ readonly profile: AcceptProfile } & Settled<Representation>)[];
  /** From the first representation that is an activity. `http-unauthorized`: the server wants signatures, which is a mode. */
  readonly document: Settled<ActorDocument>;
  /** `acct:preferredUsername@host(url)`, asked at that host. Absent: there is no document, or WebFinger already asked just that. */
  readonly loopback?: Settled<JrdFacts>;
  /** `foundBy`: FEP-2677 link, FEP-d556 WebFinger, or the software's known path. Absent: none is known. */
  readonly instanceActor?: {
    readonly url: string;
    readonly foundBy: 'nodeinfo-link' | 'webfinger' | 'known-path';
  } & Settled<ActorDocument>;
}
