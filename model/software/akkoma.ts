import type { SoftwareProfile } from './profile.ts';

/** Akkoma, a fork of Pleroma. */
export const akkoma: SoftwareProfile = {
  id: 'akkoma',
  title: 'Akkoma',
  part: 'server',
  names: ['akkoma'],
  family: 'pleroma',
  forkOf: 'pleroma',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://akkoma.dev/AkkomaGang/akkoma', role: 'canonical' }],
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
      stock: 'https://akkoma.dev/AkkomaGang/akkoma',
    },
    { place: 'page-data', path: '/', at: 'script#initial-results /nodeinfo~12.0.json', setBy: 'constant' },
  ],
  instanceActorPath: '/internal/fetch',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/nodeinfo/2.0.json',
  fingerprints: [
    { id: 'akkoma.version', kind: 'instance-api', find: { version: 'compatible; akkoma' }, weight: 'strong' },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'version', 'offers', 'fingerprints'],
      source: 'BDX-town/Akkoma@071bb07: mix.exs, lib/pleroma/application.ex, lib/pleroma/web',
      readAt: '2025-10-24',
    },
    {
      fields: ['instanceActorPath', 'instanceApi', 'peersApi', 'blockListPath'],
      source: 'BDX-town/Akkoma@071bb07: lib/pleroma/web/router.ex, lib/pleroma/stats.ex',
      readAt: '2025-10-24',
    },
  ],
};
