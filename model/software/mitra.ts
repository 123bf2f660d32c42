import type { SoftwareProfile } from './profile.ts';

/** Mitra. Forks of it have names of their own. */
export const mitra: SoftwareProfile = {
  id: 'mitra',
  title: 'Mitra',
  part: 'server',
  names: ['mitra'],
  family: 'mitra',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://codeberg.org/silverpill/mitra', role: 'canonical' }],
  version: { stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?$/, deviation: 'none', tags: ['v{version}'] },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://codeberg.org/silverpill/mitra',
    },
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://codeberg.org/silverpill/mitra',
    },
  ],
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'silverpill/mitra: mitra/src/main.rs, mitra_api/src/nodeinfo/types.rs',
      readAt: '2026-08-01',
    },
    {
      fields: ['version', 'instanceApi', 'peersApi', 'blockListPath'],
      source: 'silverpill/mitra: mitra_api/src/mastodon_api/instance/views.rs',
      readAt: '2026-08-01',
    },
  ],
};
