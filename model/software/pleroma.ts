import type { SoftwareProfile } from './profile.ts';

/** Pleroma. Old versions bring a front end of Mastodon along, with its files. */
export const pleroma: SoftwareProfile = {
  id: 'pleroma',
  title: 'Pleroma',
  part: 'server',
  names: ['pleroma'],
  family: 'pleroma',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://git.pleroma.social/pleroma/pleroma', role: 'canonical' }],
  version: {
    stock:
      /^\d+\.\d+\.\d+(?:-\d+-g[0-9a-f]{7,12}(?:[.-](?:develop|stable|master|release))?)?(?:\+(?:dev|prod))?$/,
    deviation: 'medium',
    commit: /-\d+-g(?<commit>[0-9a-f]{7,40})/,
    tags: ['v{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://git.pleroma.social/pleroma/pleroma',
    },
    { place: 'page-data', path: '/', at: 'script#initial-results /nodeinfo~12.0.json', setBy: 'constant' },
  ],
  instanceActorPath: '/internal/fetch',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/nodeinfo/2.0.json',
  fingerprints: [
    { id: 'pleroma.cookie', kind: 'cookie', name: '__Host-pleroma_key', weight: 'strong' },
    { id: 'pleroma.cookie-plain', kind: 'cookie', name: 'pleroma_key', weight: 'strong' },
    {
      id: 'pleroma.initial-results',
      kind: 'html',
      find: {
        element: {
          tag: 'script',
          attributes: { id: { is: 'initial-results' }, type: { is: 'application/json' } },
        },
      },
      weight: 'strong',
    },
    { id: 'pleroma.instance-api', kind: 'instance-api', find: { keys: ['pleroma'] }, weight: 'strong' },
    {
      id: 'pleroma.meta-leftover',
      kind: 'html',
      find: { comment: 'server-generated-meta' },
      weight: 'medium',
    },
    {
      id: 'pleroma.api-error',
      kind: 'error-body',
      at: 'api',
      contains: ['"Not implemented"'],
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'pleroma-social/pleroma@f917285: COPYING, lib',
      readAt: '2021-01-01',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'soapbox-pub/rebased@cb3e046: lib/pleroma/web/router.ex',
      readAt: '2023-12-01',
    },
    {
      fields: ['fingerprints', 'version', 'offers'],
      source:
        'BDX-town/Akkoma@071bb07 (a fork): endpoint.ex, preload.ex, instance_view.ex, redirect_controller.ex, mix.exs',
      readAt: '2025-10-01',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source: 'kphrx/pleroma@112caa0: lib/pleroma/stats.ex, nodeinfo',
      readAt: '2024-10-18',
    },
  ],
};
