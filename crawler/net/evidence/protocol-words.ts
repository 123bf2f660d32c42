/** Keys, in lower case, whose text is of the protocol and not of people; text under any other key is not kept. */
export const protocolKeys: ReadonlySet<string> = new Set([
  // NodeInfo metadata: words of the software, as `known-documents.ts` keeps them
  ...['features', 'postformats', 'post_formats', 'langs'],
  // ActivityPub §4.1, ActivityStreams, Linked Data Security
  ...[
    'id',
    'type',
    'inbox',
    'outbox',
    'followers',
    'following',
    'liked',
    'streams',
    'featured',
    'featuredtags',
  ],
  ...['sharedinbox', 'publickeypem', 'publickeymultibase', 'owner', 'controller', 'preferredusername'],
  ...['totalitems', 'first', 'last', 'generator', 'proxyurl', 'webfinger'],
  // RFC 7033 §4.4
  ...['subject', 'rel', 'href', 'template'],
  // NodeInfo schemas 1.0 to 2.2
  ...['version', 'name', 'repository', 'protocols', 'inbound', 'outbound'],
  // Mastodon instance, Lemmy site, PeerTube configuration
  ...[
    'domain',
    'uri',
    'source_url',
    'languages',
    'registration_mode',
    'federation',
    'serverversion',
    'commit',
  ],
  ...['streaming', 'streaming_api', 'software'],
  // account entities: a pseudonym by then
  ...['username', 'acct', 'nickname'],
]);

/** Keys that are of the protocol where a URL stands under them, and free text elsewhere. */
export const urlKeys: ReadonlySet<string> = new Set([
  ...['homepage', 'about', 'privacy_policy', 'terms_of_service', 'html_url', 'repositoryurl'],
]);

/** Relations whose link leads to the protocol's own places; a link of any other relation may lead to a person. */
export const protocolRels: RegExp =
  /^(?:self|lrdd|https?:\/\/nodeinfo\.diaspora\.software\/|https?:\/\/ostatus\.org\/schema\/|https:\/\/www\.w3\.org\/ns\/activitystreams|https:\/\/w3id\.org\/fep\/)/;

/** Words that tell what wrote an answer, and why; all other words of a page may be anybody's. Lower case. */
export const answerWords: ReadonlySet<string> = new Set([
  ...['nginx', 'apache', 'openresty', 'caddy', 'traefik', 'haproxy', 'varnish', 'litespeed', 'iis', 'envoy'],
  ...[
    'puma',
    'gunicorn',
    'phusion',
    'passenger',
    'express',
    'cowboy',
    'php',
    'tomcat',
    'jetty',
    'ubuntu',
    'debian',
  ],
  ...[
    'cloudflare',
    'fastly',
    'akamai',
    'sucuri',
    'imperva',
    'incapsula',
    'anubis',
    'vercel',
    'netlify',
    'heroku',
  ],
  ...[
    'datadome',
    'guard',
    'ddos',
    'bunkerweb',
    'captcha',
    'cloudfront',
    'amazon',
    'azure',
    'plesk',
    'cpanel',
  ],
  ...['mastodon', 'misskey', 'pleroma', 'akkoma', 'lemmy', 'pixelfed', 'peertube', 'gotosocial', 'friendica'],
  ...['wordpress', 'ghost', 'drupal', 'mbin', 'piefed', 'sharkey', 'firefish', 'iceshrimp', 'hubzilla'],
  ...['error', 'bad', 'gateway', 'request', 'timeout', 'time-out', 'service', 'unavailable', 'temporarily'],
  ...['internal', 'server', 'forbidden', 'unauthorized', 'not', 'found', 'gone', 'too', 'many', 'requests'],
  ...['rate', 'limit', 'limited', 'exceeded', 'denied', 'access', 'blocked', 'allowed', 'method', 'signed'],
  ...[
    'signature',
    'authenticated',
    'authentication',
    'requires',
    'required',
    'user',
    'this',
    'the',
    'is',
    'an',
    'a',
  ],
  ...['record', 'page', 'no', 'such', 'host', 'here', 'unknown', 'invalid', 'missing', 'maintenance', 'down'],
  ...[
    'just',
    'moment',
    'checking',
    'your',
    'browser',
    'you',
    'are',
    'human',
    'bot',
    'robot',
    'javascript',
    'enable',
  ],
  ...[
    'please',
    'wait',
    'try',
    'again',
    'later',
    'verify',
    'ray',
    'origin',
    'ssl',
    'handshake',
    'failed',
    'connection',
  ],
  ...[
    'refused',
    'reset',
    'upstream',
    'federation',
    'disabled',
    'private',
    'instance',
    'json',
    'html',
    'activitypub',
  ],
  ...['fediscope-monitor', 'https', 'http', 'true', 'false', 'null', 'e-mail', 'person'],
]);
