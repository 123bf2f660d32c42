import type { SoftwareProfile } from './profile.ts';

/** Pixelfed: photographs. */
export const pixelfed: SoftwareProfile = {
  id: 'pixelfed',
  title: 'Pixelfed',
  part: 'server',
  names: ['pixelfed'],
  family: 'pixelfed',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/pixelfed/pixelfed', role: 'canonical' }],
  instanceActorPath: '/i/actor',
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'pixelfed/pixelfed@8aae92d: composer.json, app/Util/Site/Nodeinfo.php',
      readAt: '2024-03-01',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'pixelfed/pixelfed@8aae92d: routes',
      readAt: '2024-03-01',
    },
  ],
};
