import type { SoftwareProfile } from './profile.ts';

/** snac2. */
export const snac: SoftwareProfile = {
  id: 'snac',
  title: 'snac2',
  part: 'server',
  names: ['snac'],
  family: 'snac',
  licence: 'MIT',
  networkClause: false,
  repositories: [{ url: 'https://codeberg.org/grunfink/snac2', role: 'canonical' }],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'grunfink/snac2: httpd.c; YunoHost-Apps/snac_ynh: manifest.toml',
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
