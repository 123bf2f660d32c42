import type { SoftwareProfile } from './profile.ts';

/** Mbin, and kbin, which it grew from. */
export const mbin: SoftwareProfile = {
  id: 'mbin',
  title: 'Mbin',
  part: 'server',
  names: ['mbin', 'kbin'],
  family: 'kbin',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/MbinOrg/mbin', role: 'canonical' }],
  instanceActorPath: '/i/actor',
  instanceApi: 'none',
  peersApi: 'mbin',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'MbinOrg/mbin@1439efd: src/Service/ProjectInfoService.php',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceActorPath'],
      source: 'MbinOrg/mbin@1439efd: config/mbin_routes',
      readAt: '2026-08-01',
    },
    {
      fields: ['peersApi'],
      source:
        'MbinOrg/mbin@120efa4: src/Controller/Api/Instance/InstanceRetrieveFederationApi.php, src/DTO/InstancesDtoV2.php, config/packages/security.yaml',
      readAt: '2026-08-01',
    },
  ],
};
