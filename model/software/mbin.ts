import type { SoftwareProfile } from './profile.ts';

/** Mbin, which grew from kbin. */
export const mbin: SoftwareProfile = {
  id: 'mbin',
  title: 'Mbin',
  part: 'server',
  names: ['mbin'],
  family: 'kbin',
  forkOf: 'kbin',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/MbinOrg/mbin', role: 'canonical' }],
  version: { stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.?\d+)?$/, deviation: 'none', tags: ['v{version}'] },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://github.com/MbinOrg/mbin',
    },
    {
      place: 'page-link',
      path: '/',
      at: '#sidebar a, aside a',
      setBy: 'constant',
      stock: 'https://github.com/MbinOrg/mbin',
    },
  ],
  instanceActorPath: '/i/actor',
  instanceApi: 'none',
  peersApi: 'mbin',
  blockListPath: '/api/defederated',
  fingerprints: [
    {
      id: 'mbin.powered-by',
      kind: 'html',
      find: {
        element: { tag: 'a', attributes: { href: { is: 'https://github.com/MbinOrg/mbin' } } },
        contains: 'Mbin',
      },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version', 'fingerprints'],
      source: 'MbinOrg/mbin@1439efd: src/Service/ProjectInfoService.php, templates/layout/_sidebar.html.twig',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceActorPath'],
      source: 'MbinOrg/mbin@1439efd: config/mbin_routes',
      readAt: '2026-08-01',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source:
        'MbinOrg/mbin@120efa4: src/Controller/Api/Instance/InstanceRetrieveFederationApi.php, src/DTO/InstancesDtoV2.php, config/packages/security.yaml',
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
