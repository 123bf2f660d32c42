import type { SoftwareProfile } from './profile.ts';

/** BookWyrm: books and what people read. Its licence, the Anti-Capitalist Software License, is not a free one. */
export const bookwyrm: SoftwareProfile = {
  id: 'bookwyrm',
  title: 'BookWyrm',
  part: 'server',
  names: ['bookwyrm'],
  family: 'bookwyrm',
  licence: 'LicenseRef-ACSL-1.4',
  networkClause: false,
  repositories: [{ url: 'https://github.com/bookwyrm-social/bookwyrm', role: 'canonical' }],
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'bookwyrm-social/bookwyrm: LICENSE.md',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceApi', 'peersApi'],
      source: 'bookwyrm-social/bookwyrm: bookwyrm/views/wellknown.py',
      readAt: '2026-08-01',
    },
  ],
};
