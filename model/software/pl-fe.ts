import type { SoftwareProfile } from './profile.ts';

/** pl-fe, a front end that grew from Soapbox. */
export const plFe: SoftwareProfile = {
  id: 'pl-fe',
  title: 'pl-fe',
  part: 'front-end',
  names: [],
  family: 'pl-fe',
  forkOf: 'soapbox',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/mkljczk/pl-fe', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'mkljczk/pl-fe: package.json, LICENSE',
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
