import type { SoftwareProfile } from './profile.ts';

/** Flipboard. */
export const flipboard: SoftwareProfile = {
  id: 'flipboard',
  title: 'Flipboard',
  part: 'server',
  names: ['flipboard'],
  family: 'flipboard',
  licence: 'LicenseRef-proprietary',
  networkClause: false,
  repositories: [],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'common knowledge',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
