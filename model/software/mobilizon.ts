import type { SoftwareProfile } from './profile.ts';

/** Mobilizon: events and groups. */
export const mobilizon: SoftwareProfile = {
  id: 'mobilizon',
  title: 'Mobilizon',
  part: 'server',
  names: ['mobilizon'],
  family: 'mobilizon',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://framagit.org/framasoft/mobilizon', role: 'canonical' }],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'environment',
      stock: 'https://framagit.org/framasoft/mobilizon',
    },
  ],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source: 'framasoft/mobilizon@c64a0ea: mix.exs, node_info_controller.ex, config.exs, PageFooter.vue',
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
