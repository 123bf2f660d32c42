import type { SoftwareProfile } from './profile.ts';

/** Friendica. It names two addresses of its source, both as installed. */
export const friendica: SoftwareProfile = {
  id: 'friendica',
  title: 'Friendica',
  part: 'server',
  names: ['friendica'],
  family: 'friendica',
  licence: 'AGPL-3.0-or-later',
  declaredLicence: 'AGPL-3.0+',
  networkClause: true,
  repositories: [
    { url: 'https://git.friendi.ca/friendica/friendica', role: 'canonical' },
    { url: 'https://github.com/friendica/friendica', role: 'canonical' },
  ],
  version: {
    stock: /^\d{4}\.\d{2}(?:\.\d+)?(?:-(?:rc|dev))?(?:-\d+)?$/,
    deviation: 'none',
    tags: ['{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://github.com/friendica/friendica',
    },
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://git.friendi.ca/friendica/friendica',
    },
  ],
  instanceActorPath: '/',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/blocklist/domain/download',
  fingerprints: [
    { id: 'friendica.version', kind: 'header', name: 'x-friendica-version', contains: '', weight: 'strong' },
    {
      id: 'friendica.generator',
      kind: 'html',
      find: {
        element: { tag: 'meta', attributes: { name: { is: 'generator' }, content: { begins: 'Friendica' } } },
      },
      weight: 'strong',
    },
    { id: 'friendica.cookie', kind: 'cookie', name: 'Friendica', weight: 'medium' },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version'],
      source:
        'friendica/friendica@a0a8aeb: src/Module/NodeInfo121.php, src/Module/Api/Mastodon/InstanceV2.php',
      readAt: '2024-10-21',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'friendica/friendica@a0a8aeb: src/Module/Friendica.php, src/Module/Api/Mastodon/InstanceV2.php',
      readAt: '2024-10-21',
    },
    {
      fields: ['fingerprints'],
      source: 'friendica/friendica@a0a8aeb: src/App/Page.php, src/Model/User/Cookie.php',
      readAt: '2024-10-21',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source: 'friendica/friendica@a0a8aeb: src/Module/Api/Mastodon, src/Module/Blocklist',
      readAt: '2024-10-21',
    },
  ],
};
