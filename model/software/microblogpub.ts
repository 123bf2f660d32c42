import type { SoftwareProfile } from './profile.ts';

/** microblog.pub. It names the page of its project, not a repository. */
export const microblogpub: SoftwareProfile = {
  id: 'microblogpub',
  title: 'microblog.pub',
  part: 'server',
  names: ['microblogpub'],
  family: 'microblogpub',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [
    { url: 'https://git.sr.ht/~tsileo/microblog.pub', role: 'canonical' },
    { url: 'https://sr.ht/~tsileo/microblog.pub', role: 'mirror' },
  ],
  version: {
    stock: /^\d+\.\d+\.\d+(?:\+(?:[0-9a-f]{8}|dev))?$/,
    deviation: 'medium',
    commit: /\+(?<commit>[0-9a-f]{8,40})$/,
    tags: [],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://sr.ht/~tsileo/microblog.pub',
    },
  ],
  instanceApi: 'none',
  fingerprints: [
    {
      id: 'microblogpub.powered-by',
      kind: 'header',
      name: 'x-powered-by',
      contains: 'microblogpub',
      weight: 'strong',
    },
    {
      id: 'microblogpub.version',
      kind: 'html',
      find: { element: { attributes: { class: { includes: 'microblogpub-version' } } } },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'fingerprints', 'version'],
      source: 'tsileo/microblog.pub: app/main.py',
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
