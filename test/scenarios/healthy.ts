import type { Scenario } from './scenario.ts';

const signedOnly = 'a 401 to an unsigned GET is a mode, so it says nothing about content negotiation';

/** Real ActivityPub servers with nothing wrong. */
const real: readonly Scenario[] = [
  {
    host: 'open.fedi.test',
    software: 'fedify-open',
    role: 'hosted',
    customer: 'Town of Testing',
    account: 'alice@open.fedi.test',
    failed: {},
    note: 'A real ActivityPub server built on Fedify.',
  },
  {
    host: 'secure.fedi.test',
    software: 'fedify-secure',
    role: 'hosted',
    customer: 'Office of Caution',
    account: 'alice@secure.fedi.test',
    failed: {},
    cannotTell: {
      'actor.conneg-activityjson': signedOnly,
      'actor.conneg-ldjson': signedOnly,
      'actor.conneg-mixed': signedOnly,
    },
    note: 'A real server that wants signatures on actors. WebFinger, NodeInfo and the instance actor are open.',
  },
  {
    host: 'split.fedi.test',
    webHost: 'social.split.fedi.test',
    software: 'fedify-open',
    role: 'hosted',
    customer: 'City of Splitting',
    account: 'alice@split.fedi.test',
    failed: {},
    note: 'A real server with accounts under one domain and documents under another.',
  },
];

/** Imitated servers with nothing wrong. */
const imitated: readonly Scenario[] = [
  {
    host: 'mastodon.fedi.test',
    software: 'mastodon',
    role: 'hosted',
    customer: 'Institute of Examples',
    account: 'alice@mastodon.fedi.test',
    expect: {
      software: 'mastodon',
      registrations: 'closed',
      federation: 'open',
      source: 'https://github.com/mastodon/mastodon',
    },
    failed: {},
    note: 'A stock Mastodon that is as the contract says.',
  },
  {
    host: 'noaccount.fedi.test',
    software: 'mastodon',
    role: 'peer',
    failed: {},
    note: 'A stock Mastodon of which no account is known; its instance actor stands for it.',
  },
  {
    host: 'misskey.fedi.test',
    software: 'misskey',
    role: 'peer',
    account: 'alice@misskey.fedi.test',
    failed: {},
    note: 'A stock Misskey: opaque ids, no aliases in WebFinger, active users never counted.',
  },
  {
    host: 'peertube.fedi.test',
    software: 'peertube',
    role: 'peer',
    account: 'alice@peertube.fedi.test',
    failed: {},
    note: 'A stock PeerTube. WebFinger is application/json, which every peer that looks at the type accepts.',
  },
  {
    host: 'wordpress.fedi.test',
    software: 'wordpress',
    role: 'peer',
    account: 'alice@wordpress.fedi.test',
    failed: {},
    note: 'A stock WordPress with the ActivityPub plugin.',
  },
  {
    host: 'gotosocial.fedi.test',
    software: 'gotosocial',
    role: 'hosted',
    customer: 'Village of Small Things',
    account: 'alice@gotosocial.fedi.test',
    failed: {},
    cannotTell: { 'actor.conneg-activityjson': signedOnly },
    note: 'A stock GoToSocial, watched by contract: its robots.txt is for others. It has no instance actor apart from ordinary accounts.',
  },
  {
    host: 'lemmy.fedi.test',
    software: 'lemmy',
    role: 'hosted',
    customer: 'Reading Circle',
    account: 'alice@lemmy.fedi.test',
    failed: {},
    note: 'A stock Lemmy, watched by contract: the subject repeats the question, NodeInfo is 2.1 only.',
  },
  {
    host: 'handed-over.fedi.test',
    software: 'mastodon',
    role: 'hosted',
    customer: 'Ministry of Moves',
    account: 'alice@handed-over.fedi.test',
    proof: 'well-known',
    failed: {},
    note: 'A hosted Mastodon that proves it with a well-known document instead of DNS.',
  },
  {
    host: 'unproven.fedi.test',
    software: 'mastodon',
    role: 'hosted',
    customer: 'Ministry of Forgotten Records',
    account: 'alice@unproven.fedi.test',
    proof: 'none',
    failed: {},
    note: 'Configured as hosted, but without any proof: it is visited with the manners of a peer.',
  },
  {
    host: 'truncated.fedi.test',
    software: 'mastodon',
    broken: 'dns-truncated',
    role: 'peer',
    account: 'alice@truncated.fedi.test',
    failed: {},
    note: 'DNS answers are too long for UDP. Asking again over TCP is what resolvers do, so nothing is wrong.',
  },
];

export const healthy: readonly Scenario[] = [...real, ...imitated];
