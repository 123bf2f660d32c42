import type { SoftwareProfile } from './profile.ts';

/** CherryPick, a fork of Misskey. To crawlers of JoinMisskey it says `misskey`. */
export const cherrypick: SoftwareProfile = {
  id: 'cherrypick',
  title: 'CherryPick',
  part: 'server',
  names: ['cherrypick'],
  sharedNames: [{ name: 'misskey', version: /^4\.\d+\.\d+|-cp-\d/ }],
  family: 'misskey',
  forkOf: 'misskey',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/kokonect-link/cherrypick', role: 'canonical' }],
  version: { stock: /^4\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+)?$/, deviation: 'weak', tags: ['{version}'] },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'administrator',
      stock: 'https://github.com/kokonect-link/cherrypick',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/kokonect-link/cherrypick',
    },
    {
      place: 'software-api',
      path: '/api/meta',
      at: '/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/kokonect-link/cherrypick',
    },
    {
      place: 'page-data',
      path: '/',
      at: 'script#misskey_meta /repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/kokonect-link/cherrypick',
    },
    { place: 'own-archive', path: '/tarball/cherrypick-{version}.tar.gz', setBy: 'environment' },
  ],
  instanceActorUser: 'instance.actor',
  instanceApi: 'mastodon',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version'],
      source:
        'kokonect-link/cherrypick@967a5e9: packages/backend/src/server/NodeinfoServerService.ts, package.json',
      readAt: '2025-11-12',
    },
    {
      fields: ['sharedNames'],
      source: 'its version numbers under the name of Misskey, which had such numbers before it had NodeInfo',
      readAt: '2025-11-12',
      standing: 'unverified',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source:
        'kokonect-link/cherrypick@967a5e9: packages/backend/src/server/api/endpoints/federation/instances.ts',
      readAt: '2025-11-12',
    },
    {
      fields: ['instanceActorUser'],
      source: 'as in Misskey, which it was forked from',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
