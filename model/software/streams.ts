import type { SoftwareProfile } from './profile.ts';

/** The streams repository, a relative of Hubzilla that has no name. */
export const streams: SoftwareProfile = {
  id: 'streams',
  title: '(streams)',
  part: 'server',
  names: ['streams'],
  family: 'hubzilla',
  licence: 'Unlicense',
  networkClause: false,
  repositories: [{ url: 'https://codeberg.org/streams/streams', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'YunoHost-Apps/streams_ynh: manifest.toml',
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
