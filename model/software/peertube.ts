import type { SoftwareProfile } from './profile.ts';

/** PeerTube: videos. */
export const peertube: SoftwareProfile = {
  id: 'peertube',
  title: 'PeerTube',
  names: ['peertube'],
  family: 'peertube',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  source: 'https://github.com/Chocobozzz/PeerTube',
  instanceActorPath: '/accounts/peertube',
  instanceActorUser: 'peertube',
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'source'],
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
