import type { SoftwareProfile } from './profile.ts';

/** Firefish, before that Calckey. The project ended in December 2024. */
export const firefish: SoftwareProfile = {
  id: 'firefish',
  title: 'Firefish',
  part: 'server',
  names: ['firefish', 'calckey'],
  family: 'misskey',
  forkOf: 'misskey',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [
    { url: 'https://firefish.dev/firefish/firefish', role: 'canonical' },
    { url: 'https://git.joinfirefish.org/firefish/firefish', role: 'former' },
    { url: 'https://codeberg.org/calckey/calckey', role: 'former' },
  ],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'administrator',
      stock: 'https://firefish.dev/firefish/firefish',
    },
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/repositoryUrl',
      setBy: 'administrator',
      stock: 'https://firefish.dev/firefish/firefish',
    },
  ],
  instanceApi: 'mastodon',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'offers'],
      source: 'jclaudan/firefish@b425f61: COPYING, packages/backend/src/server/nodeinfo.ts',
      readAt: '2023-10-01',
    },
    {
      fields: ['repositories'],
      source: 'YunoHost-Apps/firefish_ynh: manifest.toml',
      readAt: '2024-12-05',
      standing: 'secondary',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source: 'jclaudan/firefish@b425f61: packages/backend/src/server/api/endpoints/federation/instances.ts',
      readAt: '2023-10-01',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
