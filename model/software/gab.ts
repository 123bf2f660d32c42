import type { SoftwareProfile } from './profile.ts';

/** Gab Social: Mastodon 2.8.4, with its federation taken out in November 2020. It has no NodeInfo since. */
export const gab: SoftwareProfile = {
  id: 'gab',
  title: 'Gab Social',
  part: 'server',
  names: [],
  family: 'mastodon',
  forkOf: 'mastodon',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [
    { url: 'https://github.com/GabOpenSource/gab-social', role: 'canonical' },
    { url: 'https://code.gab.com/gab/gab-open-source', role: 'former' },
    { url: 'https://code.gab.com/gab/social/gab-social', role: 'former' },
    { url: 'https://github.com/gab-ai-inc/gab-social', role: 'former' },
  ],
  version: { stock: /^2\.8\.4$/, deviation: 'none', tags: [] },
  instanceApi: 'mastodon',
  fingerprints: [
    { id: 'gab.server', kind: 'header', name: 'server', contains: 'gabsocial', weight: 'strong' },
    { id: 'gab.session', kind: 'cookie', name: '_gabsocial_session', weight: 'strong' },
    {
      id: 'gab.mount',
      kind: 'html',
      find: { element: { attributes: { id: { is: 'gabsocial' } } } },
      weight: 'strong',
    },
  ],
  basis: [
    {
      fields: ['licence', 'repositories', 'version', 'fingerprints', 'instanceApi'],
      source:
        'micahflee/gab-social@0120a2b, WWelna/gab-social-mirror@8af652b, GabOpenSource/gab-social@3c2d6f6: lib/gabsocial/version.rb, dist/nginx.conf, app/views',
      readAt: '2024-03-11',
    },
  ],
};
