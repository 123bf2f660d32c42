import type { SoftwareProfile } from './profile.ts';

/** kmyblue, a Mastodon of Japanese servers. */
export const kmyblue: SoftwareProfile = {
  id: 'kmyblue',
  title: 'kmyblue',
  part: 'server',
  names: ['kmyblue'],
  family: 'mastodon',
  forkOf: 'mastodon',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL',
  networkClause: true,
  repositories: [{ url: 'https://github.com/kmycode/mastodon', role: 'canonical' }],
  instanceActorPath: '/actor',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'fedidb/communityDB: software.json',
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
