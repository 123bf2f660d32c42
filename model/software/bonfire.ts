import type { SoftwareProfile } from './profile.ts';

/** Bonfire, of several flavours; each extension has a repository of its own. */
export const bonfire: SoftwareProfile = {
  id: 'bonfire',
  title: 'Bonfire',
  part: 'server',
  names: ['bonfire'],
  family: 'bonfire',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/bonfire-networks/bonfire-app', role: 'canonical' }],
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'environment',
      stock: 'https://github.com/bonfire-networks/bonfire-app',
    },
  ],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['licence', 'repositories', 'offers'],
      source: 'bonfire-networks/nodeinfo: lib; bonfire-networks/bonfire-app: README.md',
      readAt: '2026-11-21',
    },
    {
      fields: ['names'],
      source: 'not verified: the name is that of the flavour',
      readAt: '2026-11-21',
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
