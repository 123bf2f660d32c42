import type { SoftwareProfile } from './profile.ts';

/** Hollo. */
export const hollo: SoftwareProfile = {
  id: 'hollo',
  title: 'Hollo',
  part: 'server',
  names: ['hollo'],
  family: 'hollo',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/fedify-dev/hollo', role: 'canonical' }],
  version: { stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?$/, deviation: 'none', tags: ['{version}'] },
  offers: [
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://github.com/fedify-dev/hollo',
    },
  ],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'fedify-dev/hollo: LICENSE, src/federation/nodeinfo.ts, src/api/v2/instance.ts',
      readAt: '2026-11-21',
    },
    { fields: ['version'], source: 'tag lists', readAt: '2026-11-21', standing: 'secondary' },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
