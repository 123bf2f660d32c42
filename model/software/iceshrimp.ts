import type { SoftwareProfile } from './profile.ts';

/** Iceshrimp in TypeScript, a fork of Firefish. */
export const iceshrimp: SoftwareProfile = {
  id: 'iceshrimp',
  title: 'Iceshrimp-JS',
  part: 'server',
  names: ['iceshrimp'],
  family: 'misskey',
  forkOf: 'firefish',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://iceshrimp.dev/iceshrimp/iceshrimp', role: 'canonical' }],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'administrator',
      stock: 'https://iceshrimp.dev/iceshrimp/iceshrimp',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://iceshrimp.dev/iceshrimp/iceshrimp',
    },
  ],
  instanceApi: 'mastodon',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'Ernous/iceshrimp@ecdae88: packages/backend/src/server/nodeinfo.ts, models/entities/meta.ts',
      readAt: '2026-07-01',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source: 'Ernous/iceshrimp@ecdae88: packages/backend/src/server/api/endpoints/federation/instances.ts',
      readAt: '2026-07-01',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
