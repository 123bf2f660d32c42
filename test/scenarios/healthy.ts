import type { Scenario } from './scenario.ts';

/** Servers with nothing wrong. */
export const healthy: readonly Scenario[] = [
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
    note: 'A real server that wants signatures on actors. That is a mode, not a fault: 401 says nothing about the actor.',
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
];
