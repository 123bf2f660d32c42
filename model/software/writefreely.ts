import type { SoftwareProfile } from './profile.ts';

/** WriteFreely: blogs. */
export const writefreely: SoftwareProfile = {
  id: 'writefreely',
  title: 'WriteFreely',
  part: 'server',
  names: ['writefreely'],
  family: 'writefreely',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [
    { url: 'https://github.com/writefreely/writefreely', role: 'canonical' },
    { url: 'https://github.com/writeas/writefreely', role: 'former' },
  ],
  version: {
    stock: /^\d+\.\d+\.\d+(?:-\d+-g?[0-9a-f]{3,40})?$/,
    deviation: 'medium',
    commit: /-\d+-g?(?<commit>[0-9a-f]{7,40})$/,
    tags: ['v{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/metadata/software/github',
      setBy: 'constant',
      stock: 'https://github.com/writefreely/writefreely',
    },
    {
      place: 'page-link',
      path: '/',
      at: 'footer a',
      setBy: 'constant',
      stock: 'https://github.com/writefreely/writefreely',
    },
  ],
  instanceApi: 'none',
  fingerprints: [
    {
      id: 'writefreely.generator',
      kind: 'html',
      find: {
        element: {
          tag: 'meta',
          attributes: { name: { is: 'generator' }, content: { begins: 'WriteFreely' } },
        },
      },
      weight: 'strong',
    },
    { id: 'writefreely.server', kind: 'header', name: 'server', contains: 'writefreely', weight: 'strong' },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'fingerprints', 'version'],
      source: 'writefreely/writefreely: app.go, nodeinfo.go, templates/include/footer.tmpl',
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
