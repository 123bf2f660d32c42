import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

const unreadable = 'NodeInfo, Retrieval: the document must be JSON with software.name and software.version';
const noJrd = 'RFC 7033 §4.2: the answer must be a JRD; this is none';
const notJson = 'ActivityPub §3.2: the answer must be the actor as JSON; peers cannot parse this';
const ourCap = 'nested beyond what we read, so nothing is known of it';

const nodeInfo: readonly Scenario[] = [
  onMastodon({
    name: 'ni-types',
    broken: 'nodeinfo-wrong-types',
    failed: { 'nodeinfo.schema-tolerant': unreadable },
    note: 'NodeInfo with wrong types.',
  }),
  onMastodon({
    name: 'ni-number',
    broken: 'nodeinfo-huge-number',
    failed: {},
    note: 'Counts beyond every number: they count as not published.',
  }),
  onMastodon({
    name: 'ni-twice',
    broken: 'nodeinfo-duplicate-keys',
    failed: { 'nodeinfo.version-matches': 'the last of the three versions is 9.9, the link promises 2.0' },
    note: 'The version twice more: of equal keys the last one wins (RFC 8259 §4 leaves it open).',
  }),
  onMastodon({
    name: 'ni-proto',
    broken: 'nodeinfo-prototype',
    failed: {},
    note: 'A member called __proto__ is one more unknown member.',
  }),
  onMastodon({
    name: 'ni-bytes',
    broken: 'nodeinfo-invalid-utf8',
    failed: { 'nodeinfo.schema-tolerant': unreadable },
    note: 'RFC 8259 §8.1: JSON is UTF-8; this is not.',
  }),
  onMastodon({
    name: 'ni-page',
    broken: 'nodeinfo-page',
    failed: { 'nodeinfo.schema-tolerant': unreadable },
    note: 'A page instead of the document.',
  }),
  onMastodon({
    name: 'ni-deep',
    broken: 'nodeinfo-brackets',
    failed: {},
    cannotTell: { 'nodeinfo.schema-tolerant': ourCap },
    note: '200,000 brackets.',
  }),
];

const webFinger: readonly Scenario[] = [
  onMastodon({
    name: 'wf-types',
    broken: 'webfinger-wrong-types',
    failed: {
      'webfinger.subject': 'the subject is a list, so there is none',
      'webfinger.self-link': 'links is a number, so there is no link',
    },
    note: 'A JRD with wrong types. It is JSON, but says nothing.',
  }),
  onMastodon({
    name: 'wf-number',
    broken: 'webfinger-huge-number',
    failed: {},
    note: 'Members no reader asks for.',
  }),
  onMastodon({
    name: 'wf-twice',
    broken: 'webfinger-duplicate-keys',
    failed: {},
    note: 'Equal members no reader asks for.',
  }),
  onMastodon({
    name: 'wf-proto',
    broken: 'webfinger-prototype',
    failed: {},
    note: 'A member called __proto__.',
  }),
  onMastodon({
    name: 'wf-bytes',
    broken: 'webfinger-invalid-utf8',
    failed: { 'webfinger.resolves': noJrd },
    note: 'Bytes that are no UTF-8.',
  }),
  onMastodon({
    name: 'wf-page',
    broken: 'webfinger-page',
    failed: { 'webfinger.resolves': noJrd },
    note: 'A page instead of the JRD.',
  }),
  onMastodon({
    name: 'wf-deep',
    broken: 'webfinger-brackets',
    failed: {},
    cannotTell: { 'webfinger.resolves': ourCap },
    note: '200,000 brackets.',
  }),
];

const unparsable = {
  'actor.conneg-activityjson': notJson,
  'actor.conneg-ldjson': notJson,
  'actor.conneg-mixed': notJson,
};

const actor: readonly Scenario[] = [
  onMastodon({
    name: 'ac-types',
    broken: 'actor-wrong-types',
    failed: {
      'actor.id-canonical': 'the id is a list, so there is none',
      'actor.context': 'the context is a number',
      'actor.type': 'the type is a number',
      'actor.username': 'there is no preferredUsername',
      'actor.inbox-outbox': 'the inbox is an object without a URL, the outbox is missing',
      'actor.key-shape': 'there is no key',
    },
    note: 'An actor with wrong types: JSON, but no actor.',
  }),
  onMastodon({
    name: 'ac-number',
    broken: 'actor-huge-number',
    failed: {},
    note: 'Members no reader asks for.',
  }),
  onMastodon({
    name: 'ac-twice',
    broken: 'actor-duplicate-keys',
    failed: {},
    note: 'Equal members no reader asks for.',
  }),
  onMastodon({ name: 'ac-proto', broken: 'actor-prototype', failed: {}, note: 'A member called __proto__.' }),
  onMastodon({
    name: 'ac-bytes',
    broken: 'actor-invalid-utf8',
    failed: { ...unparsable, 'actor.size-utf8': 'ActivityStreams §2: must be UTF-8' },
    note: 'ActivityStreams §2: must be UTF-8.',
  }),
  onMastodon({
    name: 'ac-page',
    broken: 'actor-page',
    failed: unparsable,
    note: 'A page, whatever is asked for.',
  }),
  onMastodon({
    name: 'ac-deep',
    broken: 'actor-brackets',
    failed: {},
    cannotTell: { 'actor.type': ourCap },
    note: '200,000 brackets.',
  }),
];

/** Remote nonsense. No visit may crash, and only what is really unreadable fails. */
export const nonsense: readonly Scenario[] = [...nodeInfo, ...webFinger, ...actor];
