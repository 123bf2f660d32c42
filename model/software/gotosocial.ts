import type { SoftwareProfile } from './profile.ts';

/** GoToSocial. Every actor of it wants signed requests, so no instance actor can be read without one. */
export const gotosocial: SoftwareProfile = {
  id: 'gotosocial',
  title: 'GoToSocial',
  part: 'server',
  names: ['gotosocial'],
  family: 'gotosocial',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [
    { url: 'https://codeberg.org/superseriousbusiness/gotosocial', role: 'canonical' },
    { url: 'https://github.com/superseriousbusiness/gotosocial', role: 'former' },
  ],
  version: {
    stock: /^\d+\.\d+\.\d+(?:-rc\d+)?(?:\+git-[0-9a-f]{7})?$/,
    deviation: 'medium',
    commit: /\+git-(?<commit>[0-9a-f]{7,40})$/,
    tags: ['v{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://codeberg.org/superseriousbusiness/gotosocial',
    },
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://codeberg.org/superseriousbusiness/gotosocial',
    },
    {
      place: 'page-link',
      path: '/',
      at: 'footer li#version a',
      setBy: 'constant',
      stock: 'https://codeberg.org/superseriousbusiness/gotosocial',
    },
  ],
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [
    { id: 'gotosocial.server', kind: 'header', name: 'server', contains: 'gotosocial', weight: 'strong' },
    { id: 'gotosocial.session', kind: 'cookie', name: 'gotosocial-', prefix: true, weight: 'strong' },
    {
      id: 'gotosocial.title',
      kind: 'html',
      find: { element: { tag: 'title' }, contains: ' - GoToSocial' },
      weight: 'medium',
    },
    {
      id: 'gotosocial.version-link',
      kind: 'html',
      find: {
        element: { tag: 'li', attributes: { id: { is: 'version' } } },
        contains: 'Source - GoToSocial',
      },
      weight: 'medium',
    },
    {
      id: 'gotosocial.robots',
      kind: 'html',
      find: {
        element: { tag: 'meta', attributes: { name: { is: 'robots' }, content: { includes: 'noimageai' } } },
      },
      weight: 'weak',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version'],
      source:
        'superseriousbusiness/gotosocial@57cb4fe: internal/processing/fedi/wellknown.go, cmd/gotosocial/main.go, web/template/page_footer.tmpl',
      readAt: '2025-10-03',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'superseriousbusiness/gotosocial@57cb4fe: docs/federation, docs/api',
      readAt: '2025-10-03',
    },
    {
      fields: ['fingerprints'],
      source:
        'superseriousbusiness/gotosocial@57cb4fe: internal/middleware/{extraheaders,session,contentsecuritypolicy}.go, web/template',
      readAt: '2025-10-03',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source: 'superseriousbusiness/gotosocial@57cb4fe: internal/processing/instance.go',
      readAt: '2025-10-03',
    },
  ],
};
