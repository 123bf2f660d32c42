import type { SoftwareProfile } from './profile.ts';

/** FoundKey, a fork of Misskey 12. */
export const foundkey: SoftwareProfile = {
  id: 'foundkey',
  title: 'FoundKey',
  part: 'server',
  names: ['foundkey'],
  family: 'misskey',
  forkOf: 'misskey',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://akkoma.dev/FoundKeyGang/FoundKey', role: 'canonical' }],
  instanceApi: 'mastodon',
  peersApi: 'misskey',
  blockListPath: '/api/federation/instances?blocked=true',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'fedidb/communityDB: software.json',
      readAt: '2026-11-21',
      standing: 'secondary',
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
