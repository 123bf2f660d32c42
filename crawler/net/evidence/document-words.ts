import { personKeys } from './person-keys.ts';
import { protocolKeys, urlKeys } from './protocol-words.ts';

/** Keys of NodeInfo documents and of instance APIs, in lower case; whoever invents another one may have named it after somebody. */
const documentKeys: ReadonlySet<string> = new Set([
  // NodeInfo schemas 1.0 to 2.2
  ...[
    'usage',
    'users',
    'total',
    'activehalfyear',
    'activemonth',
    'activeweek',
    'localposts',
    'localcomments',
  ],
  ...['openregistrations', 'metadata', 'services', 'instance'],
  // NodeInfo metadata of Pleroma, Misskey, GoToSocial, Mbin
  ...['invitesenabled', 'private', 'mailerenabled', 'accountactivationrequired', 'skipthreadcontainment'],
  ...[
    'uploadlimits',
    'general',
    'avatar',
    'background',
    'banner',
    'polllimits',
    'fieldslimits',
    'federation',
  ],
  ...['max_options', 'max_option_chars', 'min_expiration', 'max_expiration', 'enabled', 'exclusions'],
  ...[
    'maxfields',
    'maxremotefields',
    'namelength',
    'valuelength',
    'maxnotetextlength',
    'maxcaptiontextlength',
  ],
  ...['disableregistration', 'disablelocaltimeline', 'disableglobaltimeline', 'emailrequiredforsignup'],
  ...['enableemail', 'enablehcaptcha', 'enablerecaptcha', 'enableserviceworker', 'enableturnstile'],
  ...['nodename', 'nodedescription', 'themecolor', 'tosurl', 'repositoryurl', 'feedbackurl', 'inquiryurl'],
  // Mastodon API, entities Instance and V1::Instance
  ...[
    'title',
    'description',
    'short_description',
    'thumbnail',
    'rules',
    'text',
    'hint',
    'translations',
    'stats',
  ],
  ...['user_count', 'status_count', 'domain_count', 'urls', 'configuration', 'registrations', 'api_versions'],
  ...['active_month', 'accounts', 'statuses', 'media_attachments', 'polls', 'translation', 'vapid', 'status'],
  ...['max_characters', 'max_media_attachments', 'characters_reserved_per_url', 'supported_mime_types'],
  ...['image_size_limit', 'image_matrix_limit', 'video_size_limit', 'video_frame_rate_limit'],
  ...['video_matrix_limit', 'description_limit', 'max_characters_per_option', 'max_featured_tags'],
  ...['max_pinned_statuses', 'approval_required', 'invites_enabled', 'message', 'min_age', 'reason_required'],
  ...['limited_federation', 'mastodon', 'contact', 'max_toot_chars', 'poll_limits', 'avatar_upload_limit'],
  ...['timelines_access', 'live_feeds', 'hashtag_feeds', 'trending_link_feeds', 'local', 'remote'],
]);

/** What servers list of themselves: protocols, services, features and text formats. Lower case. Source: NodeInfo schemas 1.0 to 2.2; Pleroma, Misskey. */
const terms: ReadonlySet<string> = new Set([
  ...[
    'activitypub',
    'buddycloud',
    'dfrn',
    'diaspora',
    'libertree',
    'ostatus',
    'pumpio',
    'tent',
    'xmpp',
    'zot',
  ],
  ...['zot6', 'nomad', 'atproto', 'indieauth', 'micropub', 'webmention', 'websub', 'nostr', 'matrix'],
  ...['atom1.0', 'gnusocial', 'imap', 'pnut', 'pop3', 'rss2.0', 'twitter', 'blogger', 'dreamwidth', 'drupal'],
  ...[
    'facebook',
    'friendica',
    'google',
    'insanejournal',
    'linkedin',
    'livejournal',
    'mediagoblin',
    'myspace',
  ],
  ...['pinterest', 'posterous', 'redmatrix', 'smtp', 'tumblr', 'wordpress', 'telegram', 'bluesky'],
  ...['polls', 'federation', 'pleroma_api', 'akkoma_api', 'mastodon_api', 'mastodon_api_streaming'],
  ...['polls_v2', 'explicit_addressing', 'shareable_emoji_packs', 'multifetch', 'chat', 'shout', 'relay'],
  ...['pleroma:api/v1/notifications:include_types_filter', 'pleroma_chat_messages', 'exposable_reactions'],
  ...[
    'pleroma_emoji_reactions',
    'profile_directory',
    'media_proxy',
    'quote_posting',
    'editing',
    'bubble_timeline',
  ],
  ...[
    'custom_emoji_reactions',
    'pleroma:get:main/ostatus',
    'pleroma:group_actors',
    'pleroma:bookmark_folders',
  ],
  ...['text/plain', 'text/html', 'text/markdown', 'text/bbcode', 'text/x.misskeymarkdown'],
]);

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const languageTag = /^[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?$/i;

const listed: ReadonlySet<string> = new Set([
  ...documentKeys,
  ...protocolKeys,
  ...urlKeys,
  ...personKeys.keys(),
]);

/** Is a key one that formats or software use, and nobody's name? */
export function isKnownKey(key: string): boolean {
  return listed.has(key.toLowerCase()) || isLanguage(key);
}

/** Is a word one of a closed list, or a language? */
export function isKnownTerm(word: string): boolean {
  return terms.has(word.toLowerCase()) || isLanguage(word);
}

/** Codes of two and three letters, of which there are 18,252. */
const registered = new Map<string, boolean>();

/** Source: RFC 5646 §2.1; the language itself must be registered. */
function isLanguage(tag: string): boolean {
  if (!languageTag.test(tag)) return false;
  const code = (tag.split(/[-_]/)[0] ?? '').toLowerCase();
  const isRegistered = registered.get(code) ?? languages.of(code) !== undefined;
  registered.set(code, isRegistered);
  return isRegistered;
}
