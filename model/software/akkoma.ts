import type { SoftwareProfile } from './profile.ts';

/** Akkoma, a fork of Pleroma. */
export const akkoma: SoftwareProfile = {
  id: 'akkoma',
  title: 'Akkoma',
  part: 'server',
  names: ['akkoma'],
  family: 'pleroma',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://akkoma.dev/AkkomaGang/akkoma', role: 'canonical' }],
  instanceActorPath: '/internal/fetch',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'BDX-town/Akkoma@071bb07: mix.exs, lib/pleroma/application.ex',
      readAt: '2025-10-01',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'BDX-town/Akkoma@071bb07: lib/pleroma/web/router.ex',
      readAt: '2025-10-01',
    },
    {
      fields: ['peersApi'],
      source: 'BDX-town/Akkoma@071bb07: lib/pleroma/web/router.ex, lib/pleroma/stats.ex',
      readAt: '2025-10-24',
    },
  ],
};
