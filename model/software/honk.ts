import type { SoftwareProfile } from './profile.ts';

/** honk. */
export const honk: SoftwareProfile = {
  id: 'honk',
  title: 'honk',
  part: 'server',
  names: ['honk'],
  family: 'honk',
  licence: 'ISC',
  networkClause: false,
  repositories: [{ url: 'https://humungus.tedunangst.com/r/honk', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'package data of several distributions',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
    {
      fields: ['names'],
      source: 'not verified: its NodeInfo was not found',
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
