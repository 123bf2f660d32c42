import type { SoftwareProfile } from './profile.ts';

/** Lemmy: communities, links and comments. */
export const lemmy: SoftwareProfile = {
  id: 'lemmy',
  title: 'Lemmy',
  part: 'server',
  names: ['lemmy'],
  family: 'lemmy',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://github.com/LemmyNet/lemmy', role: 'canonical' }],
  version: {
    stock:
      /^(?:\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+)?(?:-nightly-\d{4}-\d{2}-\d{2})?(?:-\d+-g[0-9a-f]{7,40})?|unknown version)$/,
    deviation: 'weak',
    modified: /-modified$/,
    commit: /-\d+-g(?<commit>[0-9a-f]{7,40})/,
    tags: ['{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://github.com/LemmyNet/lemmy',
    },
  ],
  instanceActorPath: '/',
  instanceApi: 'none',
  peersApi: 'lemmy',
  blockListPath: '/api/v3/federated_instances',
  fingerprints: [
    {
      id: 'lemmy.site',
      kind: 'document',
      path: '/api/v3/site',
      contains: ['"site_view"', '"local_site"'],
      weight: 'strong',
    },
    {
      id: 'lemmy.version',
      kind: 'path-status',
      path: '/version',
      status: 'redirect',
      header: { name: 'location', contains: '/nodeinfo/2.1' },
      weight: 'strong',
    },
    {
      id: 'lemmy.nodeinfo',
      kind: 'path-status',
      path: '/nodeinfo/2.0.json',
      status: 'redirect',
      header: { name: 'location', contains: '/nodeinfo/2.1' },
      weight: 'medium',
    },
  ],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'version', 'offers', 'fingerprints'],
      source: 'LemmyNet/lemmy@439734d: Cargo.toml, crates/routes/src/nodeinfo.rs, crates/utils/src/lib.rs',
      readAt: '2026-08-12',
    },
    {
      fields: ['instanceActorPath'],
      source: 'FEP-2677, list of application actors; LemmyNet/lemmy@439734d',
      readAt: '2026-08-12',
    },
    {
      fields: ['peersApi', 'blockListPath'],
      source:
        'LemmyNet/lemmy 0.19.20: crates/api_common/src/utils.rs; for 1.0, @439734d: crates/api/api/src/site/federated_instances.rs, crates/api/routes/src/lib.rs',
      readAt: '2026-08-12',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
