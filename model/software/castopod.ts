import type { SoftwareProfile } from './profile.ts';

/** Castopod: podcasts. It answers NodeInfo2 only, and its pages have no link to its source. */
export const castopod: SoftwareProfile = {
  id: 'castopod',
  title: 'Castopod',
  part: 'server',
  names: ['castopod'],
  family: 'castopod',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [
    { url: 'https://code.castopod.org/adaures/castopod', role: 'canonical' },
    { url: 'https://github.com/ad-aures/castopod', role: 'mirror' },
  ],
  offers: [],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'ad-aures/castopod: NodeInfo2Controller.php, composer.json, themes/cp_app',
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
