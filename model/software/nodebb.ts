import type { SoftwareProfile } from './profile.ts';

/** NodeBB: a forum. */
export const nodebb: SoftwareProfile = {
  id: 'nodebb',
  title: 'NodeBB',
  part: 'server',
  names: ['nodebb'],
  family: 'nodebb',
  licence: 'GPL-3.0-only',
  declaredLicence: 'GPL-3.0',
  networkClause: false,
  repositories: [{ url: 'https://github.com/NodeBB/NodeBB', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [
    { id: 'nodebb.powered-by', kind: 'header', name: 'x-powered-by', contains: 'nodebb', weight: 'strong' },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'fingerprints'],
      source: 'NodeBB/NodeBB: src/routes/well-known.js, install/package.json, src/middleware/headers.js',
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
