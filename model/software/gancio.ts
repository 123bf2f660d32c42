import type { SoftwareProfile } from './profile.ts';

/** Gancio: events. */
export const gancio: SoftwareProfile = {
  id: 'gancio',
  title: 'Gancio',
  part: 'server',
  names: ['gancio'],
  family: 'gancio',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [
    { url: 'https://framagit.org/les/gancio', role: 'canonical' },
    { url: 'https://github.com/lesion/gancio', role: 'mirror' },
  ],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://framagit.org/les/gancio',
    },
  ],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'lesion/gancio: server/federation/webfinger.js',
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
