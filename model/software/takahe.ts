import type { SoftwareProfile } from './profile.ts';

/** Takahē. */
export const takahe: SoftwareProfile = {
  id: 'takahe',
  title: 'Takahē',
  part: 'server',
  names: ['takahe'],
  family: 'takahe',
  licence: 'BSD-3-Clause',
  networkClause: false,
  repositories: [{ url: 'https://github.com/jointakahe/takahe', role: 'canonical' }],
  offers: [
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://github.com/jointakahe/takahe',
    },
  ],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'jointakahe/takahe: LICENSE, users/views/activitypub.py',
      readAt: '2026-11-21',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
