import type { SoftwareProfile } from './profile.ts';

/** Drupal with the ActivityPub module. */
export const drupal: SoftwareProfile = {
  id: 'drupal',
  title: 'Drupal (ActivityPub module)',
  part: 'server',
  names: ['drupal'],
  family: 'drupal',
  licence: 'GPL-2.0-or-later',
  networkClause: false,
  repositories: [{ url: 'https://git.drupalcode.org/project/activitypub', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories'],
      source: 'fedidb/communityDB: software.json',
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
