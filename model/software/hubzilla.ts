import type { SoftwareProfile } from './profile.ts';

/** Hubzilla, whose operators can give it another name. */
export const hubzilla: SoftwareProfile = {
  id: 'hubzilla',
  title: 'Hubzilla',
  part: 'server',
  names: ['hubzilla', 'red', 'redmatrix'],
  family: 'hubzilla',
  licence: 'MIT',
  networkClause: false,
  repositories: [{ url: 'https://framagit.org/hubzilla/core', role: 'canonical' }],
  offers: [
    {
      place: 'page-link',
      path: '/siteinfo',
      at: 'a',
      setBy: 'administrator',
      stock: 'https://framagit.org/hubzilla/core',
    },
  ],
  instanceApi: 'none',
  blockListPath: '/siteinfo',
  fingerprints: [
    {
      id: 'hubzilla.generator',
      kind: 'html',
      find: {
        element: { tag: 'meta', attributes: { name: { is: 'generator' }, content: { is: 'hubzilla' } } },
      },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'blockListPath', 'fingerprints'],
      source:
        'zakwilson/hubzilla-core: LICENSE, Zotlabs/Lib/System.php, Zotlabs/Module/Siteinfo.php; neonkingfr/hubzilla-addons: statistics/nodeinfo.php',
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
