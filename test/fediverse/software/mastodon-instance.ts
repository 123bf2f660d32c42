import type { Identity } from '../site.ts';

/** The release that is imitated. */
export const version = '4.6.4';

/** Stock limits of 4.4. Source: mastodon:app/serializers/rest/instance_serializer.rb. */
const limits = {
  accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
  statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
  polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
};

/** `GET /api/v2/instance`. Source: mastodon/documentation:content/en/entities/Instance.md. */
export function instanceV2(who: Identity): Record<string, unknown> {
  const web = `https://${who.webHost}`;
  return {
    domain: who.host,
    title: who.host,
    version,
    source_url: who.source ?? 'https://github.com/mastodon/mastodon',
    description: 'A server of an institution',
    usage: { users: { active_month: 17 } },
    thumbnail: { url: `${web}/packs/preview.png` },
    icon: [],
    languages: ['en'],
    configuration: {
      urls: {
        streaming: `wss://${who.webHost}`,
        about: `${web}/about`,
        privacy_policy: `${web}/privacy-policy`,
        terms_of_service: null,
      },
      vapid: { public_key: 'unused' },
      ...limits,
      translation: { enabled: false },
      limited_federation: false,
    },
    registrations: {
      enabled: false,
      approval_required: false,
      reason_required: null,
      message: null,
      min_age: null,
      url: null,
    },
    api_versions: { mastodon: 6 },
    contact: { email: `contact@${who.host}`, account: null },
    rules: [{ id: '1', text: 'Be kind.', hint: '', translations: {} }],
  };
}

/** `GET /api/v1/instance`. Source: mastodon/documentation:content/en/entities/V1_Instance.md. */
export function instanceV1(who: Identity): Record<string, unknown> {
  return {
    uri: who.host,
    title: who.host,
    short_description: 'A server of an institution',
    description: '',
    email: `contact@${who.host}`,
    version,
    urls: { streaming_api: `wss://${who.webHost}` },
    stats: { user_count: 42, status_count: 1234, domain_count: 321 },
    thumbnail: `https://${who.webHost}/packs/preview.png`,
    languages: ['en'],
    registrations: false,
    approval_required: false,
    invites_enabled: false,
    configuration: limits,
    contact_account: null,
    rules: [{ id: '1', text: 'Be kind.', hint: '' }],
  };
}
