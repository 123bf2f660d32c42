import type { SoftwareProfile } from './profile.ts';

/** Iceshrimp in C#: another code base than Iceshrimp-JS, and another licence. */
export const iceshrimpNet: SoftwareProfile = {
  id: 'iceshrimp-net',
  title: 'Iceshrimp.NET',
  part: 'server',
  names: ['iceshrimp.net'],
  family: 'iceshrimp-net',
  licence: 'EUPL-1.2',
  networkClause: false,
  licenceNote:
    'The EUPL has a duty of its own to give source to those who use the software over a network; it is not section 13 of the AGPL, and Fediscope does not judge it.',
  repositories: [{ url: 'https://iceshrimp.dev/iceshrimp/Iceshrimp.NET', role: 'canonical' }],
  version: {
    stock: /^\d{4}\.\d+(?:\.\d+)?(?:-(?:alpha|beta)\d+)?(?:\.\w+)?(?:\+[0-9a-f]{10})?$/,
    deviation: 'strong',
    modified: /\+[a-z][\w-]*\.[0-9a-f]{10}$/,
    commit: /\+(?:[a-z][\w-]*\.)?(?<commit>[0-9a-f]{10})$/,
    tags: ['v{version}'],
  },
  offers: [
    {
      place: 'nodeinfo',
      path: '/.well-known/nodeinfo',
      at: '/software/repository',
      setBy: 'constant',
      stock: 'https://iceshrimp.dev/iceshrimp/Iceshrimp.NET',
    },
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'constant',
      stock: 'https://iceshrimp.dev/iceshrimp/Iceshrimp.NET',
    },
  ],
  instanceApi: 'mastodon',
  fingerprints: [],
  basis: [
    {
      fields: ['names', 'licence', 'repositories', 'offers', 'version', 'instanceApi'],
      source:
        'kaido2ki/Iceshrimp.NET@b3d9f64: LICENSE, Iceshrimp.Backend/Controllers, Core/Helpers/VersionHelpers.cs',
      readAt: '2025-02-01',
    },
    {
      fields: ['licenceNote'],
      source: 'common knowledge of the EUPL',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
