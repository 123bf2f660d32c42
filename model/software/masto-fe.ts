import type { SoftwareProfile } from './profile.ts';

/** The web client of glitch-soc without its server, for Akkoma, Iceshrimp and others. Its pages look like those of Mastodon. */
export const mastoFe: SoftwareProfile = {
  id: 'masto-fe',
  title: 'masto-fe-standalone',
  part: 'front-end',
  names: [],
  family: 'masto-fe',
  forkOf: 'glitch-soc',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://iceshrimp.dev/iceshrimp/masto-fe-standalone', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
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
