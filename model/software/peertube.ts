import type { SoftwareProfile } from './profile.ts';

/** PeerTube: videos. */
export const peertube: SoftwareProfile = {
  id: 'peertube',
  title: 'PeerTube',
  part: 'server',
  names: ['peertube'],
  family: 'peertube',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/Chocobozzz/PeerTube', role: 'canonical' }],
  instanceActorPath: '/accounts/peertube',
  instanceActorUser: 'peertube',
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'Chocobozzz/PeerTube: server/core/controllers/misc.ts',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceActorPath', 'instanceActorUser'],
      source: 'Chocobozzz/PeerTube: server/core/initializers/constants.ts',
      readAt: '2026-08-01',
    },
  ],
};
