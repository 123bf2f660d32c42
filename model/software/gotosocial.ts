import type { SoftwareProfile } from './profile.ts';

/** GoToSocial. Every actor of it wants signed requests, so no instance actor can be read without one. */
export const gotosocial: SoftwareProfile = {
  id: 'gotosocial',
  title: 'GoToSocial',
  part: 'server',
  names: ['gotosocial'],
  family: 'gotosocial',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://codeberg.org/superseriousbusiness/gotosocial', role: 'canonical' }],
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'superseriousbusiness/gotosocial@57cb4fe: internal/processing/fedi/wellknown.go',
      readAt: '2025-10-03',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'superseriousbusiness/gotosocial@57cb4fe: docs/federation, docs/api',
      readAt: '2025-10-03',
    },
    {
      fields: ['peersApi'],
      source: 'superseriousbusiness/gotosocial@57cb4fe: internal/processing/instance.go',
      readAt: '2025-10-03',
    },
  ],
};
