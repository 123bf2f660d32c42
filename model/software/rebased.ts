import type { SoftwareProfile } from './profile.ts';

/** Rebased, the server of Soapbox: a fork of Pleroma that says `pleroma`, and `+soapbox` in its version. */
export const rebased: SoftwareProfile = {
  id: 'rebased',
  title: 'Rebased',
  part: 'server',
  names: ['rebased', 'soapbox'],
  sharedNames: [{ name: 'pleroma', version: /\+soapbox\b/ }],
  family: 'pleroma',
  forkOf: 'pleroma',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [
    { url: 'https://gitlab.com/soapbox-pub/rebased', role: 'canonical' },
    { url: 'https://github.com/soapbox-pub/rebased', role: 'mirror' },
  ],
  version: {
    stock: /^\d+\.\d+\.\d+(?:-\d+-g[0-9a-f]{7,12}(?:[.-](?:develop|stable|master|main|release))?)?\+soapbox$/,
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
      stock: 'https://gitlab.com/soapbox-pub/rebased',
    },
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://gitlab.com/soapbox-pub/rebased',
    },
  ],
  instanceActorPath: '/internal/fetch',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/nodeinfo/2.0.json',
  fingerprints: [
    {
      id: 'rebased.instance-api',
      kind: 'instance-api',
      find: { keys: ['pleroma', 'soapbox'] },
      weight: 'strong',
    },
    {
      id: 'rebased.static-fe',
      kind: 'static-file',
      path: '/static-fe/static-fe.css',
      sha256: '0d67231da756249a9ebd8b87911840060eb6e9b84b88c0afccc42b31c093c458',
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['licence', 'repositories', 'sharedNames', 'version', 'offers', 'fingerprints'],
      source:
        'soapbox-pub/rebased, main: mix.exs, nodeinfo.ex, instance_view.ex; the same static-fe.css is in Pleroma',
      readAt: '2025-04-01',
    },
    {
      fields: ['instanceActorPath', 'instanceApi', 'peersApi', 'blockListPath'],
      source: 'soapbox-pub/rebased@cb3e046: lib/pleroma/web/router.ex',
      readAt: '2023-12-01',
    },
    { fields: ['names'], source: 'common knowledge', readAt: '2026-11-21', standing: 'unverified' },
  ],
};
