import type { SoftwareProfile } from './profile.ts';

/** Ghost, with its ActivityPub service. */
export const ghost: SoftwareProfile = {
  id: 'ghost',
  title: 'Ghost',
  part: 'server',
  names: ['ghost'],
  family: 'ghost',
  licence: 'MIT',
  networkClause: false,
  repositories: [
    { url: 'https://github.com/TryGhost/Ghost', role: 'canonical' },
    { url: 'https://github.com/TryGhost/ActivityPub', role: 'canonical' },
  ],
  instanceApi: 'none',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'TryGhost/ActivityPub@90cf17a2: src/activitypub/nodeinfo.dispatcher.ts',
      readAt: '2026-08-01',
    },
    {
      fields: ['instanceApi'],
      source: 'not verified: where it is wrong, a question more is asked, or one less',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
