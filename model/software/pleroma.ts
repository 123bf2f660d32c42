import type { SoftwareProfile } from './profile.ts';

/** Pleroma, and Rebased, which keeps its name. */
export const pleroma: SoftwareProfile = {
  id: 'pleroma',
  title: 'Pleroma',
  part: 'server',
  names: ['pleroma'],
  family: 'pleroma',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://git.pleroma.social/pleroma/pleroma', role: 'canonical' }],
  instanceActorPath: '/internal/fetch',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'pleroma-social/pleroma@f917285: COPYING, lib',
      readAt: '2021-01-01',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'soapbox-pub/rebased@cb3e046: lib/pleroma/web/router.ex',
      readAt: '2023-12-01',
    },
    {
      fields: ['peersApi'],
      source: 'kphrx/pleroma@112caa0: lib/pleroma/stats.ex',
      readAt: '2024-10-18',
    },
  ],
};
