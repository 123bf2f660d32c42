import type { SoftwareProfile } from './profile.ts';

/** Owncast: live video. */
export const owncast: SoftwareProfile = {
  id: 'owncast',
  title: 'Owncast',
  part: 'server',
  names: ['owncast'],
  family: 'owncast',
  licence: 'MIT',
  networkClause: false,
  repositories: [{ url: 'https://github.com/owncast/owncast', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'owncast/owncast: activitypub/controllers/nodeinfo.go',
      readAt: '2026-11-21',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
