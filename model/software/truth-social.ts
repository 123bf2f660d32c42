import type { SoftwareProfile } from './profile.ts';

/** Truth Social: Mastodon 3.4.1 behind a front end made from Soapbox. It has no NodeInfo. */
export const truthSocial: SoftwareProfile = {
  id: 'truth-social',
  title: 'Truth Social',
  part: 'server',
  names: [],
  family: 'mastodon',
  forkOf: 'mastodon',
  licence: 'AGPL-3.0-only',
  declaredLicence: 'AGPL-3.0',
  networkClause: true,
  repositories: [{ url: 'https://opensource.truthsocial.com/mastodon-current.zip', role: 'canonical' }],
  version: {
    stock: /^3\.4\.1 \(compatible; TruthSocial 1\.0\.0(?:\+unreleased)?\)$/,
    deviation: 'none',
    tags: [],
  },
  constants: [
    { pointer: '/configuration/statuses/max_characters', value: 1000, since: '3.4.1', weight: 'strong' },
    { pointer: '/configuration/polls/max_options', value: 6, since: '3.4.1', weight: 'strong' },
  ],
  offers: [
    {
      place: 'page-link',
      path: 'https://help.truthsocial.com/legal/open-source/',
      at: 'a',
      setBy: 'constant',
      stock: 'https://opensource.truthsocial.com/mastodon-current.zip',
    },
  ],
  instanceApi: 'mastodon',
  fingerprints: [
    {
      id: 'truth-social.version',
      kind: 'instance-api',
      find: { version: 'compatible; truthsocial' },
      weight: 'strong',
    },
  ],
  basis: [
    {
      fields: ['licence', 'version', 'constants', 'instanceApi', 'truth-social.version'],
      source:
        'milesmcc/truthsocial@2ab4885: config/routes.rb, lib/mastodon/version.rb, app/validators; justjosias/truth-social@aa02b51',
      readAt: '2025-05-05',
    },
    {
      fields: ['repositories', 'offers'],
      source: 'milesmcc/truthsocial@2ab4885: update.sh; the page is on help.truthsocial.com',
      readAt: '2025-05-05',
      standing: 'secondary',
    },
  ],
};
