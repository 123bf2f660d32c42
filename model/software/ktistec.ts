import type { SoftwareProfile } from './profile.ts';

/** Ktistec. */
export const ktistec: SoftwareProfile = {
  id: 'ktistec',
  title: 'Ktistec',
  part: 'server',
  names: ['ktistec'],
  family: 'ktistec',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/toddsundsted/ktistec', role: 'canonical' }],
  version: { stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?$/, deviation: 'none', tags: ['v{version}'] },
  offers: [
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://github.com/toddsundsted/ktistec',
    },
    {
      place: 'page-link',
      path: '/',
      at: 'footer a',
      setBy: 'administrator',
      stock: 'https://github.com/toddsundsted/ktistec',
    },
  ],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'toddsundsted/ktistec: shard.yml, src/controllers/well_known.cr',
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
