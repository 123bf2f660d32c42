import { mastodonAdvisories } from '../advisories/mastodon.ts';
import type { SoftwareProfile } from './profile.ts';

/** Mastodon, and the forks that keep its API and say openly that they are forks. */
export const mastodon: SoftwareProfile = {
  id: 'mastodon',
  title: 'Mastodon',
  part: 'server',
  names: ['mastodon', 'hometown', 'fedibird', 'kmyblue', 'ecko'],
  family: 'mastodon',
  licence: 'AGPL-3.0-or-later',
  networkClause: true,
  repositories: [{ url: 'https://github.com/mastodon/mastodon', role: 'canonical' }],
  instanceActorPath: '/actor',
  instanceApi: 'mastodon',
  peersApi: 'mastodon',
  fingerprints: [
    { id: 'mastodon.server', kind: 'header', name: 'server', contains: 'mastodon', weight: 'strong' },
    { id: 'mastodon.session', kind: 'cookie', name: '_mastodon_session', weight: 'strong' },
    {
      id: 'mastodon.initial-state',
      kind: 'page-data',
      selector: 'script#initial-state',
      members: ['/meta/streaming_api_base_url', '/meta/domain', '/meta/version', '/compose', '/media_attachments'],
      weight: 'strong',
    },
    { id: 'mastodon.mount', kind: 'html', find: { selector: 'div#mastodon[data-props]' }, weight: 'strong' },
    {
      id: 'mastodon.subscribe',
      kind: 'subscribe-template',
      contains: '/authorize_interaction?uri={uri}',
      weight: 'medium',
    },
    {
      id: 'mastodon.instance-v2',
      kind: 'instance-api',
      find: { keys: ['domain', 'title', 'version', 'source_url', 'registrations', 'configuration', 'rules'] },
      weight: 'medium',
    },
    {
      id: 'mastodon.instance-v1',
      kind: 'instance-api',
      find: { keys: ['uri', 'title', 'short_description', 'version', 'urls', 'stats', 'approval_required', 'rules'] },
      weight: 'medium',
    },
  ],
  advisories: mastodonAdvisories,
  basis: [
    {
      fields: ['names', 'licence', 'repositories'],
      source: 'glitch-soc/mastodon@839591f: package.json, config/mastodon.yml',
      readAt: '2026-08-08',
    },
    {
      fields: ['instanceActorPath', 'instanceApi'],
      source: 'glitch-soc/mastodon@839591f: config/routes.rb',
      readAt: '2026-08-08',
    },
    {
      fields: ['fingerprints'],
      source:
        'glitch-soc/mastodon@839591f: dist/nginx.conf, config/initializers/session_store.rb, app/serializers/rest',
      readAt: '2026-08-08',
    },
    {
      fields: ['peersApi'],
      source: 'glitch-soc/mastodon@839f591: app/controllers/api/v1/instances/peers_controller.rb',
      readAt: '2026-08-08',
    },
  ],
};
