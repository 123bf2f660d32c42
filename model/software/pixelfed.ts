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
  version: { stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?$/, deviation: 'weak', tags: ['v{version}'] },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/software/repo',
      setBy: 'constant',
      stock: 'https://github.com/pixelfed/pixelfed',
    },
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://github.com/pixelfed/pixelfed',
    },
    {
      place: 'page-link',
      path: '/site/open-source',
      at: 'a',
      setBy: 'constant',
      stock: 'https://github.com/pixelfed/pixelfed',
    },
  ],
  instanceActorPath: '/i/actor',
  instanceApi: 'mastodon',
  fingerprints: [
    { id: 'pixelfed.cookie', kind: 'cookie', name: 'pxfs', weight: 'strong' },
    {
      id: 'pixelfed.version',
      kind: 'instance-api',
      find: { version: 'compatible; pixelfed' },
      weight: 'strong',
    },
    {
      id: 'pixelfed.app',
      kind: 'html',
      find: { element: { tag: 'script' }, contains: 'window.App = {config:' },
      weight: 'medium',
    },
    {
      id: 'pixelfed.generator',
      kind: 'html',
      find: {
        element: { tag: 'meta', attributes: { name: { is: 'generator' }, content: { is: 'pixelfed' } } },
      },
      weight: 'medium',
    },
    {
      id: 'pixelfed.site-name',
      kind: 'html',
      find: {
        element: {
          tag: 'meta',
          attributes: { property: { is: 'og:site_name' }, content: { is: 'Pixelfed' } },
        },
      },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'fingerprints'],
      source:
        'pixelfed/pixelfed@8aae92d: composer.json, app/Util/Site/Nodeinfo.php, config/session.php, resources/views/layouts/app.blade.php',
      readAt: '2024-03-01',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'pixelfed/pixelfed@8aae92d: routes',
      readAt: '2024-03-01',
    },
    {
      fields: ['version'],
      source: 'awesome-selfhosted, tag lists',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
  ],
};
