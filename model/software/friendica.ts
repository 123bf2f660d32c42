import type { SoftwareProfile } from './profile.ts';

/** Friendica. */
export const friendica: SoftwareProfile = {
  id: 'friendica',
  title: 'Friendica',
  part: 'server',
  names: ['friendica'],
  family: 'friendica',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://git.friendi.ca/friendica/friendica', role: 'canonical' }],
  instanceActorPath: '/',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'friendica/friendica@a0a8aeb: src/Module/NodeInfo121.php',
      readAt: '2024-10-21',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'friendica/friendica@a0a8aeb: src/Module/Friendica.php, src/Module/Api/Mastodon/InstanceV2.php',
      readAt: '2024-10-21',
    },
    {
      fields: ['peersApi'],
      source: 'friendica/friendica@a0a8aeb: src/Module/Api/Mastodon',
      readAt: '2024-10-21',
    },
  ],
};
