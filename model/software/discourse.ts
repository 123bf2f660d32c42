import type { SoftwareProfile } from './profile.ts';

/** Discourse with the ActivityPub plugin, which has no NodeInfo. */
export const discourse: SoftwareProfile = {
  id: 'discourse',
  title: 'Discourse (ActivityPub plugin)',
  part: 'server',
  names: ['discourse'],
  family: 'discourse',
  licence: 'GPL-2.0-only AND MIT',
  declaredLicence: 'GPL-2.0',
  networkClause: false,
  repositories: [{ url: 'https://github.com/discourse/discourse', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'awesome-selfhosted-data; the plugin was searched for NodeInfo',
      readAt: '2026-11-21',
      standing: 'secondary',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
