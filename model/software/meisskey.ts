import type { SoftwareProfile } from './profile.ts';

/** Meisskey, a Misskey 10 that is still cared for. */
export const meisskey: SoftwareProfile = {
  id: 'meisskey',
  title: 'Meisskey',
  part: 'server',
  names: ['meisskey'],
  family: 'misskey',
  forkOf: 'misskey',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://github.com/mei23/misskey', role: 'canonical' }],
  version: { stock: /^10\.102\.\d+-m\d+[a-z]?$/, deviation: 'medium', tags: [] },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://github.com/mei23/misskey',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'constant',
      stock: 'https://github.com/mei23/misskey',
    },
  ],
  instanceApi: 'mastodon',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version'],
      source: 'mei23/misskey: src/server/nodeinfo.ts, src/const.json',
      readAt: '2026-11-21',
    },
    {
      fields: ['peersApi', 'blockListPath'],
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
