import type { SoftwareProfile } from './profile.ts';

/** Funkwhale: music. */
export const funkwhale: SoftwareProfile = {
  id: 'funkwhale',
  title: 'Funkwhale',
  part: 'server',
  names: ['funkwhale'],
  family: 'funkwhale',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://dev.funkwhale.audio/funkwhale/funkwhale', role: 'canonical' }],
  offers: [],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'RYGhub/funkwhale: LICENSE, api/funkwhale_api/instance/nodeinfo.py',
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
