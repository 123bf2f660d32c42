import { onMastodon } from './on-mastodon.ts';
import type { Scenario } from './scenario.ts';

const accounts: readonly Scenario[] = [
  onMastodon({
    name: 'unknown-account',
    broken: 'webfinger-unknown-account',
    failed: { 'webfinger.resolves': 'RFC 7033 §4.2: a known resource must be answered with a JRD' },
    note: 'The account exists, WebFinger answers 404. The instance actor can still be found.',
  }),
  onMastodon({
    name: 'html-type',
    broken: 'webfinger-html-type',
    failed: {
      'webfinger.content-type': 'RFC 7033 §10.2: application/jrd+json; GoToSocial refuses text/html',
    },
    note: 'The JRD is right, its Content-Type is not.',
  }),
  onMastodon({
    name: 'downgraded',
    broken: 'webfinger-to-http',
    failed: {
      'webfinger.https-only-redirect': 'RFC 7033 §4.2: a redirect must lead to https',
      'webfinger.resolves': 'whoever keeps to that gets no JRD',
      'http.redirect-budget': 'a redirect to http is one that no peer may follow',
    },
    note: 'The proxy does not pass the scheme on, and the software redirects to what it takes for its own.',
  }),
  onMastodon({
    name: 'no-subject',
    broken: 'webfinger-no-subject',
    failed: {
      'webfinger.subject': 'RFC 7033 §4.4.1; Mastodon and GoToSocial treat a missing subject as an error',
    },
    note: 'The JRD does not say whose it is.',
  }),
  onMastodon({
    name: 'no-self',
    broken: 'webfinger-no-self',
    failed: { 'webfinger.self-link': 'without rel="self" no peer finds the actor' },
    note: 'The JRD has a profile page and no actor.',
  }),
  onMastodon({
    name: 'plain-template',
    broken: 'webfinger-plain-template',
    failed: { 'webfinger.subscribe-template': 'without {uri} the button does not say whom to follow' },
    note: 'A template engine took {uri} for a variable of its own.',
  }),
  onMastodon({
    name: 'renamed',
    broken: 'webfinger-renamed',
    failed: { 'webfinger.loopback': "Mastodon: the name the actor gives must lead back to the actor's id" },
    note: 'The account was renamed by hand; its new name leads to another actor.',
  }),
];

const splits: readonly Scenario[] = [
  onMastodon({
    name: 'split-mastodon',
    webHost: 'social.split-mastodon.fedi.test',
    broken: 'webfinger-reverse-elsewhere',
    role: 'hosted',
    customer: 'City of One and a Half Domains',
    failed: {
      'webfinger.split-domain': 'the web domain must name the account at the account domain; it names itself',
    },
    note: 'LOCAL_DOMAIN was set after the first accounts were known elsewhere.',
  }),
  onMastodon({
    name: 'split-host-meta',
    webHost: 'social.split-host-meta.fedi.test',
    broken: 'host-meta-no-template',
    role: 'hosted',
    customer: 'Region of Old Protocols',
    failed: { 'hostmeta.lrdd': 'RFC 6415: the template must hold {uri}; Pleroma asks host-meta first' },
    note: 'host-meta was copied by hand and lost its variable.',
  }),
];

const documents: readonly Scenario[] = [
  onMastodon({
    name: 'text-host-meta',
    broken: 'host-meta-text-type',
    failed: { 'hostmeta.document': 'an XRD that is called text/plain; GoToSocial refuses it' },
    note: 'host-meta is a file that the web server does not know the type of.',
  }),
  onMastodon({
    name: 'page-host-meta',
    broken: 'host-meta-html',
    failed: { 'hostmeta.document': 'RFC 6415 §2: host-meta is an XRD; a page with 200 is none' },
    note: 'A page at host-meta. Absent it would be fine.',
  }),
  onMastodon({
    name: 'html-nodeinfo',
    broken: 'nodeinfo-html-type',
    failed: {
      'nodeinfo.content-type': 'NodeInfo, Retrieval: the document must be there as application/json',
    },
    note: 'NodeInfo is right, its Content-Type is not.',
  }),
];

const nodeInfo: readonly Scenario[] = [
  onMastodon({
    name: 'nodeinfo-page',
    broken: 'nodeinfo-html',
    failed: { 'nodeinfo.discovery': 'a page with 200 instead of the discovery document' },
    cannotTell: { 'nodeinfo.schema-tolerant': 'there is no link to follow' },
    note: 'A single-page application answers every path.',
  }),
  onMastodon({
    name: 'links-object',
    broken: 'nodeinfo-links-object',
    failed: { 'nodeinfo.jrd-shape': 'NodeInfo, Discovery: links is a list; strict readers find nothing' },
    note: 'Seen in Hubzilla add-ons: one link, without its list.',
  }),
  onMastodon({
    name: 'localhost',
    broken: 'nodeinfo-localhost',
    failed: { 'nodeinfo.href-host': 'http://localhost leads every reader to itself' },
    cannotTell: { 'nodeinfo.schema-tolerant': 'a link to localhost is not followed' },
    note: 'The base URL behind the proxy was never set.',
  }),
  onMastodon({
    name: 'software-text',
    broken: 'nodeinfo-software-text',
    failed: { 'nodeinfo.schema-tolerant': 'software must be an object with name and version' },
    note: 'software is a text.',
  }),
  onMastodon({
    name: 'other-schema',
    broken: 'nodeinfo-other-version',
    failed: { 'nodeinfo.version-matches': 'the link promises schema 2.0, the document says it is 1.1' },
    note: 'A copied document: its version is not that of its link.',
  }),
  onMastodon({
    name: 'no-protocol',
    broken: 'nodeinfo-no-activitypub',
    failed: {
      'nodeinfo.protocols': 'the actor works, so the list must hold "activitypub"; crawlers drop the server',
    },
    note: 'protocols still says ostatus.',
  }),
];

/** Faults in how servers and accounts are found. */
export const discovery: readonly Scenario[] = [...accounts, ...splits, ...documents, ...nodeInfo];
