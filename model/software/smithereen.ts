import type { SoftwareProfile } from './profile.ts';

/** Smithereen. */
export const smithereen: SoftwareProfile = {
  id: 'smithereen',
  title: 'Smithereen',
  part: 'server',
  names: ['smithereen'],
  family: 'smithereen',
  licence: 'Unlicense',
  networkClause: false,
  repositories: [{ url: 'https://github.com/grishka/Smithereen', role: 'canonical' }],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'grishka/Smithereen: UNLICENSE, ActivityPubRoutes.java',
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
