import type { SoftwareProfile } from './profile.ts';

/** Ecko, a Mastodon for community development. */
export const ecko: SoftwareProfile = {
  id: 'ecko',
  title: 'Ecko',
  part: 'server',
  names: ['ecko'],
  family: 'mastodon',
  forkOf: 'mastodon',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL',
  networkClause: true,
  repositories: [{ url: 'https://github.com/magicstone-dev/ecko', role: 'canonical' }],
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
