import type { SoftwareProfile } from './profile.ts';

/** The usual front end of Lemmy; others have licences of their own. */
export const lemmyUi: SoftwareProfile = {
  id: 'lemmy-ui',
  title: 'Lemmy-UI',
  part: 'front-end',
  names: [],
  family: 'lemmy-ui',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://github.com/LemmyNet/lemmy-ui', role: 'canonical' }],
  offers: [
    {
      place: 'page-link',
      path: '/',
      at: 'footer a.nav-link',
      setBy: 'constant',
      stock: 'https://github.com/LemmyNet',
    },
  ],
  instanceApi: 'none',
  fingerprints: [
    {
      id: 'lemmy-ui.iso-data',
      kind: 'html',
      find: { element: { tag: 'script' }, contains: 'window.isoData =' },
      weight: 'medium',
    },
    {
      id: 'lemmy-ui.description',
      kind: 'html',
      find: {
        element: { tag: 'meta', attributes: { name: { is: 'Description' }, content: { is: 'Lemmy' } } },
      },
      weight: 'medium',
    },
    {
      id: 'lemmy-ui.client',
      kind: 'html',
      find: { element: { tag: 'script', attributes: { src: { includes: '/js/client.js' } } } },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['licence', 'repositories', 'fingerprints', 'offers'],
      source:
        'LemmyNet/lemmy-ui@d08625c: package.json, create-ssr-html.tsx, footer.tsx, src/shared/utils/config.ts',
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
