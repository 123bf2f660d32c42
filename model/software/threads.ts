import type { SoftwareProfile } from './profile.ts';

/** Threads, of Meta. */
export const threads: SoftwareProfile = {
  id: 'threads',
  title: 'Threads',
  part: 'server',
  names: ['threads'],
  family: 'threads',
  licence: 'LicenseRef-proprietary',
  networkClause: false,
  repositories: [],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'seb.jambor.dev, Understanding ActivityPub, part 4',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
    { fields: ['names'], source: 'not verified', readAt: '2026-11-21', standing: 'unverified' },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
