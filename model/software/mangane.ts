import type { SoftwareProfile } from './profile.ts';

/** Mangane, a front end that grew from Soapbox. */
export const mangane: SoftwareProfile = {
  id: 'mangane',
  title: 'Mangane',
  part: 'front-end',
  names: [],
  family: 'mangane',
  forkOf: 'soapbox',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/BDX-town/Mangane', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'BDX-town/Mangane: package.json, LICENSE',
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
