import type { SoftwareProfile } from './profile.ts';

/** kbin. The project ended. */
export const kbin: SoftwareProfile = {
  id: 'kbin',
  title: 'kbin',
  part: 'server',
  names: ['kbin'],
  family: 'kbin',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [
    { url: 'https://codeberg.org/Kbin/kbin-core', role: 'canonical' },
    { url: 'https://github.com/ernestwisniewski/kbin', role: 'mirror' },
  ],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://codeberg.org/Kbin/kbin-core',
    },
  ],
  instanceActorPath: '/i/actor',
  instanceApi: 'none',
  peersApi: 'mbin',
  blockListPath: '/api/defederated',
  fingerprints: [
    {
      id: 'kbin.footer',
      kind: 'html',
      find: {
        element: { tag: 'a', attributes: { href: { begins: 'https://codeberg.org/Kbin/kbin-core' } } },
      },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'fingerprints'],
      source: 'ernestwisniewski/kbin: src/Factory/NodeInfoFactory.php, templates/layout/_footer.html.twig',
      readAt: '2026-11-21',
    },
    {
      fields: ['instanceActorPath', 'peersApi', 'blockListPath'],
      source: 'as in MbinOrg/mbin@1439efd, which grew from it',
      readAt: '2026-08-01',
      standing: 'unverified',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
