import type { SoftwareProfile } from './profile.ts';

/** PieFed: communities, links and comments. */
export const piefed: SoftwareProfile = {
  id: 'piefed',
  title: 'PieFed',
  part: 'server',
  names: ['piefed'],
  family: 'piefed',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://codeberg.org/rimu/pyfedi', role: 'canonical' }],
  instanceApi: 'mastodon',
  peersApi: 'lemmy',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'YunoHost-Apps/piefed_ynh: manifest.toml',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
    {
      fields: ['instanceApi', 'peersApi', 'blockListPath'],
      source: 'rimu/pyfedi: app/activitypub/routes.py',
      readAt: '2026-08-01',
    },
  ],
};
