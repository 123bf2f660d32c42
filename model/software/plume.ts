import type { SoftwareProfile } from './profile.ts';

/** Plume: blogs. */
export const plume: SoftwareProfile = {
  id: 'plume',
  title: 'Plume',
  part: 'server',
  names: ['plume'],
  family: 'plume',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [
    { url: 'https://github.com/Plume-org/Plume', role: 'canonical' },
    { url: 'https://git.joinplu.me/Plume/Plume', role: 'mirror' },
  ],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://github.com/Plume-org/Plume',
    },
    {
      place: 'page-link',
      path: '/',
      at: 'footer a',
      setBy: 'constant',
      stock: 'https://github.com/Plume-org/Plume',
    },
  ],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers'],
      source:
        'Plume-org/Plume: src/routes/instance.rs, Cargo.toml, templates/base.rs.html; git.joinplu.me is common knowledge',
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
