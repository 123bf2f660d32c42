import type { SoftwareProfile } from './profile.ts';

/** glitch-soc, which says `mastodon` in NodeInfo and `+glitch` in its version. */
export const glitchSoc: SoftwareProfile = {
  id: 'glitch-soc',
  title: 'glitch-soc',
  part: 'server',
  names: ['glitch-soc'],
  sharedNames: [{ name: 'mastodon', version: /\+glitch(?:$|[.\s+-])/ }],
  family: 'mastodon',
  forkOf: 'mastodon',
  releasesAs: 'mastodon',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/glitch-soc/mastodon', role: 'canonical' }],
  version: {
    stock: /^\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+|-nightly\.\d{4}-\d{2}-\d{2})?\+glitch$/,
    deviation: 'medium',
    modified: /\+glitch\../,
    tags: ['v{version}'],
  },
  offers: [
    {
      place: 'instance-api',
      path: '/api/v2/instance',
      at: '/source_url',
      setBy: 'environment',
      stock: 'https://github.com/glitch-soc/mastodon',
    },
    {
      place: 'page-data',
      path: '/about',
      at: 'script#initial-state /meta/source_url',
      setBy: 'environment',
      stock: 'https://github.com/glitch-soc/mastodon',
    },
  ],
  instanceActorPath: '/actor',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  blockListPath: '/api/v1/instance/domain_blocks',
  fingerprints: [
    {
      id: 'glitch-soc.flavour',
      kind: 'html',
      find: { element: { tag: 'html', attributes: { 'data-user-flavour': 'present' } } },
      weight: 'strong',
    },
    {
      id: 'glitch-soc.clacks',
      kind: 'header',
      name: 'x-clacks-overhead',
      contains: 'GNU Natalie Nguyen',
      weight: 'weak',
    },
  ],
  basis: [
    {
      fields: ['licence', 'repositories', 'version', 'offers', 'sharedNames'],
      source:
        'glitch-soc/mastodon@839f591: package.json, config/mastodon.yml, app/serializers/node_info/serializer.rb',
      readAt: '2026-08-08',
    },
    {
      fields: ['instanceApi', 'instanceActorPath', 'peersApi', 'blockListPath'],
      source: 'glitch-soc/mastodon@839f591: config/routes.rb',
      readAt: '2026-08-08',
    },
    {
      fields: ['glitch-soc.flavour', 'glitch-soc.clacks'],
      source:
        'glitch-soc/mastodon@839f591: config/environments/production.rb, app/helpers/application_helper.rb. Epicyon and web sites send the same x-clacks-overhead, so it says little',
      readAt: '2026-08-08',
    },
    {
      fields: ['names'],
      source: 'no server was seen to say it; the wish to rename is glitch-soc/mastodon issue 2582',
      readAt: '2026-11-21',
      standing: 'unverified',
    },
  ],
};
