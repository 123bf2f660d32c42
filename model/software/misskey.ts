import type { SoftwareProfile } from './profile.ts';

/** Misskey. The URL of its instance actor has a random part, and its instance API wants POST. */
export const misskey: SoftwareProfile = {
  id: 'misskey',
  title: 'Misskey',
  part: 'server',
  names: ['misskey'],
  family: 'misskey',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/misskey-dev/misskey', role: 'canonical' }],
  instanceActorUser: 'instance.actor',
  instanceApi: 'none',
  peersApi: 'misskey',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'misskey-dev/misskey: packages/backend/src/server/NodeinfoServerService.ts',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceActorUser', 'instanceApi'],
      source: 'MisskeyIO/misskey@431e1c1: packages/backend/src',
      readAt: '2026-03-22',
    },
    {
      fields: ['peersApi'],
      source:
        'kokonect-link/cherrypick@967a5e9: packages/backend/src/server/api/endpoints/federation/instances.ts',
      readAt: '2025-11-12',
    },
  ],
};
