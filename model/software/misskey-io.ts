import type { SoftwareProfile } from './profile.ts';

/** The fork that misskey.io runs. It says `misskey`; its versions have a suffix of their own. */
export const misskeyIo: SoftwareProfile = {
  id: 'misskey-io',
  title: 'Misskey (MisskeyIO)',
  part: 'server',
  names: [],
  sharedNames: [{ name: 'misskey', version: /^\d{4}\.\d+\.\d+-(?:io|mhq)\.\d/ }],
  family: 'misskey',
  forkOf: 'misskey',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/MisskeyIO/misskey', role: 'canonical' }],
  version: { stock: /^\d{4}\.\d+\.\d+-(?:io|mhq)\.\d+[a-z]?$/, deviation: 'medium', tags: ['{version}'] },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'administrator',
      stock: 'https://github.com/MisskeyIO/misskey',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/MisskeyIO/misskey',
    },
    {
      place: 'software-api',
      path: '/api/meta',
      at: '/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/MisskeyIO/misskey',
    },
    {
      place: 'page-data',
      path: '/',
      at: 'script#misskey_meta /repositoryUrl',
      setBy: 'administrator',
      stock: 'https://github.com/MisskeyIO/misskey',
    },
  ],
  instanceActorUser: 'instance.actor',
  instanceApi: 'none',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [],
  basis: [
    {
      fields: ['sharedNames', 'licence', 'repositories', 'version', 'offers'],
      source: 'MisskeyIO/misskey@431e1c1: package.json, packages/backend/src',
      readAt: '2026-03-22',
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
