import type { SoftwareProfile } from './profile.ts';

/** Lemmy: communities, links and comments. */
export const lemmy: SoftwareProfile = {
  id: 'lemmy',
  title: 'Lemmy',
  part: 'server',
  names: ['lemmy'],
  family: 'lemmy',
  licence: 'AGPL-3.0-only',
  networkClause: true,
  repositories: [{ url: 'https://github.com/LemmyNet/lemmy', role: 'canonical' }],
  instanceActorPath: '/',
  instanceApi: 'none',
  peersApi: 'lemmy',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'LemmyNet/lemmy@439734d: Cargo.toml, crates/routes/src/nodeinfo.rs',
      readAt: '2026-08-12',
    },
    {
      fields: ['instanceActorPath'],
      source: 'FEP-2677, list of application actors; LemmyNet/lemmy@439734d',
      readAt: '2026-08-12',
    },
    {
      fields: ['peersApi'],
      source:
        'LemmyNet/lemmy 0.19.20: crates/api_common/src/utils.rs; for 1.0, @439734d: crates/api/api/src/site/federated_instances.rs, crates/api/routes/src/lib.rs',
      readAt: '2026-08-12',
    },
  ],
};
