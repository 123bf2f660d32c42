import type { SoftwareProfile } from './profile.ts';

/** Misskey. The URL of its instance actor has a random part, and its instance API wants POST. */
export const misskey: SoftwareProfile = {
  id: 'misskey',
  title: 'Misskey',
  part: 'server',
  names: ['misskey'],
  family: 'misskey',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [
    { url: 'https://github.com/misskey-dev/misskey', role: 'canonical' },
    { url: 'https://github.com/syuilo/misskey', role: 'former' },
  ],
  version: {
    stock: /^(?:1[0-3]\.\d+\.\d+|\d{4}\.\d{1,2}\.\d+)(?:-(?:alpha|beta|rc)\.\d+)?$/,
    deviation: 'medium',
    tags: ['{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'administrator',
      stock: 'https://github.com/misskey-dev/misskey',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/misskey-dev/misskey',
    },
    {
      place: 'software-api',
      path: '/api/meta',
      at: '/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/misskey-dev/misskey',
    },
    {
      place: 'page-data',
      path: '/',
      at: 'script#misskey_meta /repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/misskey-dev/misskey',
    },
    { place: 'own-archive', path: '/tarball/misskey-{version}.tar.gz', setBy: 'environment' },
  ],
  instanceActorUser: 'instance.actor',
  instanceApi: 'none',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [
    {
      id: 'misskey.unknown-endpoint',
      kind: 'error-body',
      at: 'api',
      contains: ['2ca3b769-540a-4f08-9dd5-b5a825b6d0f1'],
      weight: 'strong',
    },
    {
      id: 'misskey.thanks',
      kind: 'html',
      find: { comment: 'Thank you for using Misskey!' },
      weight: 'strong',
    },
    {
      id: 'misskey.application-name',
      kind: 'html',
      find: {
        element: {
          tag: 'meta',
          attributes: { name: { is: 'application-name' }, content: { is: 'Misskey' } },
        },
      },
      weight: 'strong',
    },
    {
      id: 'misskey.theme-color',
      kind: 'html',
      find: { element: { tag: 'meta', attributes: { name: { is: 'theme-color-orig' } } } },
      weight: 'medium',
    },
    {
      id: 'misskey.splash',
      kind: 'html',
      find: { element: { attributes: { id: { is: 'splashIcon' } } } },
      weight: 'medium',
    },
    {
      id: 'misskey.instance-url',
      kind: 'html',
      find: { element: { tag: 'meta', attributes: { property: { is: 'instance_url' } } } },
      weight: 'weak',
    },
    {
      id: 'misskey.meta',
      kind: 'page-data',
      element: {
        tag: 'script',
        attributes: { id: { is: 'misskey_meta' }, type: { is: 'application/json' } },
      },
      members: ['/repositoryUrl'],
      weight: 'strong',
    },
    {
      id: 'misskey.user-unknown',
      kind: 'static-file',
      path: '/static-assets/user-unknown.png',
      sha256: 'd03c2c53fd6f38b37c0a8e3024062129209ceabcd4bed02bc29aa855972f542c',
      bytes: 3518,
      weight: 'strong',
    },
    {
      id: 'misskey.avatar',
      kind: 'static-file',
      path: '/static-assets/avatar.png',
      sha256: 'd558ad12f011df2865b934e5bcfe8d891e82c1ff10d9efdeeca7315be56bb53a',
      weight: 'strong',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version'],
      source:
        'misskey-dev/misskey: packages/backend/src/server/{NodeinfoServerService,ClientServerService}.ts, api/ApiServerService.ts, web/views/base.pug',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceActorUser', 'instanceApi', 'fingerprints'],
      source:
        'MisskeyIO/misskey@431e1c1: packages/backend/src, packages/backend/assets; misskey-dev/misskey: packages/backend/src/server/{NodeinfoServerService,ClientServerService}.ts, api/ApiServerService.ts, web/views/base.pug',
      readAt: '2026-03-22',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source:
        'kokonect-link/cherrypick@967a5e9: packages/backend/src/server/api/endpoints/federation/instances.ts',
      readAt: '2025-11-12',
    },
  ],
};
