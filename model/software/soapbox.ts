import type { SoftwareProfile } from './profile.ts';

/** Soapbox, a front end for servers with the API of Mastodon. */
export const soapbox: SoftwareProfile = {
  id: 'soapbox',
  title: 'Soapbox',
  part: 'front-end',
  names: [],
  family: 'soapbox',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://gitlab.com/soapbox-pub/soapbox', role: 'canonical' }],
  instanceApi: 'none',
  fingerprints: [
    {
      id: 'soapbox.mount',
      kind: 'html',
      find: { element: { tag: 'div', attributes: { id: { is: 'soapbox' } } } },
      weight: 'medium',
    },
    {
      id: 'soapbox.noscript',
      kind: 'html',
      find: { element: { tag: 'noscript' }, contains: 'To use this website, please enable JavaScript.' },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['licence', 'repositories', 'fingerprints'],
      source: 'soapbox-pub/soapbox: package.json, index.html, link-footer.tsx',
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
