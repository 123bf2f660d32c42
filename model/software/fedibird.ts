import type { SoftwareProfile } from './profile.ts';

/** Fedibird, a Mastodon of Japanese servers. */
export const fedibird: SoftwareProfile = {
  id: 'fedibird',
  title: 'Fedibird',
  part: 'server',
  names: ['fedibird'],
  family: 'mastodon',
  forkOf: 'mastodon',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://github.com/fedibird/mastodon', role: 'canonical' }],
  instanceActorPath: '/actor',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'fedibird/mastodon, branch feature-nodeinfo: app/serializers/nodeinfo',
      readAt: '2026-11-21',
    },
    {
      fields: ['instanceActorPath', 'instanceApi', 'peersApi', 'blockListPath'],
      source: 'as in Mastodon, which it was forked from',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
