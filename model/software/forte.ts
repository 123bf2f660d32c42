import type { SoftwareProfile } from './profile.ts';

/** Forte, a relative of Hubzilla. */
export const forte: SoftwareProfile = {
  id: 'forte',
  title: 'Forte',
  part: 'server',
  names: ['forte'],
  family: 'hubzilla',
  licence: 'Unlicense',
  networkClause: false,
  repositories: [{ url: 'https://codeberg.org/fortified/forte', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'YunoHost-Apps/forte_ynh: manifest.toml',
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
