import type { SoftwareProfile } from './profile.ts';

/** Sharkey, a fork of Misskey. */
export const sharkey: SoftwareProfile = {
  id: 'sharkey',
  title: 'Sharkey',
  part: 'server',
  names: ['sharkey'],
  family: 'misskey',
  forkOf: 'misskey',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [
    { url: 'https://activitypub.software/TransFem-org/Sharkey', role: 'canonical' },
    { url: 'https://github.com/transfem-org/Sharkey', role: 'former' },
  ],
  version: {
    stock: /^\d{4}\.\d{1,2}\.\d+(?:-(?:alpha|beta|rc)\.?\d*)?$/,
    deviation: 'weak',
    tags: ['{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'administrator',
      stock: 'https://activitypub.software/TransFem-org/Sharkey',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://activitypub.software/TransFem-org/Sharkey',
    },
    {
      place: 'software-api',
      path: '/api/meta',
      at: '/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://activitypub.software/TransFem-org/Sharkey',
    },
    {
      place: 'page-data',
      path: '/',
      at: 'script#misskey_meta /repositoryUrl',
      setBy: 'administrator',
      stock: 'https://activitypub.software/TransFem-org/Sharkey',
    },
    { place: 'own-archive', path: '/tarball/sharkey-{version}.tar.gz', setBy: 'environment' },
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
        'PrivateGER/Sharkey@9e2a93f: packages/backend/src; transfem-org/Sharkey: README.md, which is all that is left there',
      readAt: '2024-10-01',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source: 'as in Misskey, which it was forked from',
      readAt: '2026-11-21',
      standing: 'unverified',
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
