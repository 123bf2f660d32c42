import type { SoftwareProfile } from './profile.ts';

/** Hometown, a Mastodon with local posts. */
export const hometown: SoftwareProfile = {
  id: 'hometown',
  title: 'Hometown',
  part: 'server',
  names: ['hometown'],
  sharedNames: [{ name: 'mastodon', version: /\+hometown-\d/ }],
  family: 'mastodon',
  forkOf: 'mastodon',
  releasesAs: 'mastodon',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/hometown-fork/hometown', role: 'canonical' }],
  version: { stock: /^\d+\.\d+\.\d+\+hometown-\d+\.\d+\.\d+$/, deviation: 'medium', tags: [] },
  instanceActorPath: '/actor',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'version', 'sharedNames'],
      source: 'glitch-soc/mastodon issue 2582; versions that servers were seen to answer',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
    {
      fields: ['instanceActorPath', 'instanceApi', 'peersApi', 'blockListPath'],
      source: 'as in Mastodon, which it was forked from',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
