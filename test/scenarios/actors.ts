import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

const negotiation: readonly Scenario[] = [
  onMastodon({
    name: 'html-activity',
    broken: 'actor-html-for-activity-json',
    failed: { 'actor.conneg-activityjson': 'Lemmy and Pleroma ask with application/activity+json alone' },
    note: 'The router knows one media type only.',
  }),
  onMastodon({
    name: 'html-ld',
    broken: 'actor-html-for-ld-json',
    failed: { 'actor.conneg-ldjson': 'ActivityPub §3.2: the type that clients must send gets a page' },
    note: 'The router does not know the type of the specification.',
  }),
  onMastodon({
    name: 'html-quality',
    broken: 'actor-html-for-quality',
    failed: { 'actor.conneg-mixed': "Mastodon's search sends q-values and gets a page" },
    note: 'The router compares the Accept header as one string.',
  }),
  onMastodon({
    name: 'json-page',
    broken: 'actor-json-for-browser',
    failed: { 'actor.conneg-html': 'ActivityPub §3.2; the actor calls this URL its page, people see JSON' },
    note: 'A cache keeps the JSON for everyone.',
  }),
  onMastodon({
    name: 'json-type',
    broken: 'actor-json-type',
    failed: { 'actor.content-type': 'Mastodon, Misskey, GoToSocial and Lemmy refuse application/json' },
    note: 'A proxy rewrote the type.',
  }),
  onMastodon({
    name: 'no-vary',
    broken: 'actor-no-vary',
    failed: { 'actor.vary': 'RFC 9110 §12.5.5: two representations, cacheable for all, no Vary: Accept' },
    note: 'Behind a shared cache, peers get the page sooner or later.',
  }),
  onMastodon({
    name: 'gone',
    broken: 'actor-gone',
    role: 'hosted',
    customer: 'Archive of Accidents',
    failed: { 'actor.gone': 'WebFinger still knows the account; on 410 Mastodon deletes it, for good' },
    note: 'A maintenance rule answers 410 for an account that lives.',
  }),
  onMastodon({
    name: 'locked-instance',
    broken: 'instance-actor-signed-only',
    failed: {
      'actor.instance-actor-public': 'two servers that both want signatures wait for each other forever',
    },
    note: 'The instance actor wants a signature.',
  }),
];

const content: readonly Scenario[] = [
  onMastodon({
    name: 'other-id',
    broken: 'actor-other-id',
    failed: {
      'actor.id-canonical':
        'ActivityPub §3.1: the id is not the URL that was asked; Mastodon drops the document',
      'webfinger.loopback': 'WebFinger links the URL that was asked, so it cannot equal the other id',
    },
    note: 'The document calls itself another id. The link cannot come back to it: the companion is unavoidable.',
  }),
  onMastodon({
    name: 'wandering',
    webHost: 'social.wandering.fedi.test',
    broken: 'actor-at-account-domain',
    failed: { 'actor.origin-redirect': 'FEP-fe34: the document comes from another origin than was asked' },
    note: 'Documents were moved back to the account domain; their ids stayed.',
  }),
  onMastodon({
    name: 'no-context',
    broken: 'actor-no-context',
    failed: { 'actor.context': 'Mastodon and Misskey look for the ActivityStreams context as a string' },
    note: 'The context is missing.',
  }),
  onMastodon({
    name: 'robot',
    broken: 'actor-unknown-type',
    failed: { 'actor.type': 'ActivityStreams names five actor types; "Robot" is none' },
    note: 'The type is no actor type.',
  }),
  onMastodon({
    name: 'nameless',
    broken: 'actor-no-username',
    failed: { 'actor.username': 'Mastodon and Misskey need preferredUsername' },
    note: 'preferredUsername is missing.',
  }),
  onMastodon({
    name: 'no-outbox',
    broken: 'actor-no-outbox',
    failed: { 'actor.inbox-outbox': 'ActivityPub §4.1: an actor must have an outbox; Lemmy cannot parse it' },
    note: 'The outbox is missing.',
  }),
  onMastodon({
    name: 'foreign-inbox',
    broken: 'actor-foreign-inbox',
    failed: { 'actor.same-host-endpoints': 'Misskey refuses an inbox on another host than the id' },
    note: 'The inbox is on another site.',
  }),
  onMastodon({
    name: 'plain-inbox',
    broken: 'actor-http-shared-inbox',
    failed: { 'actor.shared-inbox': 'peers deliver over https only, so nothing reaches this inbox' },
    note: 'The base URL behind the proxy has the wrong scheme in one place.',
  }),
  onMastodon({
    name: 'heavy',
    broken: 'actor-oversized',
    failed: { 'actor.size-utf8': '300 KiB; Misskey stops reading after 256' },
    note: 'Somebody pasted a picture into the profile text.',
  }),
  onMastodon({
    name: 'keyless',
    broken: 'actor-no-key',
    failed: { 'actor.key-shape': 'there is no publicKey, so no signature of this actor can be verified' },
    note: 'The key is missing.',
  }),
  onMastodon({
    name: 'short-key',
    broken: 'actor-short-key',
    failed: { 'actor.key-shape': '1,024 bits; 2,048 is the least that is recommended' },
    note: 'A key from the old days.',
  }),
  onMastodon({
    name: 'foreign-key',
    broken: 'actor-foreign-key',
    failed: { 'actor.key-owner': 'owner must be the actor itself; Mastodon and Fedify check it' },
    note: 'The key belongs to somebody else.',
  }),
];

const overTime: readonly Scenario[] = [
  onMastodon({
    name: 'crosstalk',
    broken: 'actor-crosstalk',
    failed: {
      'actor.cache-crosstalk':
        'RFC 9111 §4.1: a peer gets the page that a browser had asked for a moment before',
    },
    note: 'A cache of pages in front ignores Vary.',
  }),
  onMastodon({
    name: 'lost-key',
    broken: 'actor-key-elsewhere',
    failed: { 'actor.key-id-fetch': 'the id of publicKey answers 404, so signatures of strangers fail' },
    note: 'The key was given an address of its own, which no route serves.',
  }),
];

const posts: readonly Scenario[] = [
  onMastodon({
    name: 'unordered',
    broken: 'outbox-unordered',
    failed: { 'collection.outbox-type': 'ActivityPub §5.1: the outbox must be an OrderedCollection' },
    note: 'The outbox is a plain Collection.',
  }),
  onMastodon({
    name: 'unordered-page',
    broken: 'outbox-page-unordered',
    failed: { 'collection.page': 'ActivityStreams: pages of an OrderedCollection should be ordered ones' },
    note: 'The outbox is ordered, its pages do not say so.',
  }),
  onMastodon({
    name: 'moved-posts',
    broken: 'post-other-id',
    failed: { 'collection.item-fetch': 'ActivityPub §3: the post that was fetched calls itself another id' },
    note: 'Posts kept the ids of an older address.',
  }),
];

/** Faults in the actor that peers read, and in its posts. */
export const actors: readonly Scenario[] = [...negotiation, ...content, ...overTime, ...posts];
