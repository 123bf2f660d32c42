import type { SoftwareProfile } from './profile.ts';

/** Wafrn. Its LICENSE says AGPL, the package.json of its back end says MIT. */
export const wafrn: SoftwareProfile = {
  id: 'wafrn',
  title: 'Wafrn',
  part: 'server',
  names: ['wafrn'],
  family: 'wafrn',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [
    { url: 'https://codeberg.org/wafrn/wafrn', role: 'canonical' },
    { url: 'https://github.com/gabboman/wafrn', role: 'mirror' },
  ],
  offers: [
    {
      place: 'noscript',
      path: '/',
      at: 'noscript a',
      setBy: 'constant',
      stock: 'https://github.com/gabboman/wafrn',
    },
  ],
  instanceApi: 'mastodon',
  blockListPath: '/api/status/blocks',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'wafrn/wafrn: LICENSE.md, well-known.ts, index.html',
      readAt: '2026-11-21',
    },
    {
      fields: ['blockListPath'],
      source: 'wafrn/wafrn: packages/backend/routes/status.ts',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
