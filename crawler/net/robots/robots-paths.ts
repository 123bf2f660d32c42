/** Paths that the catalogue's checks ask for; what robots.txt says about these is worth knowing. Sorted. */
export const cataloguePaths: readonly string[] = [
  '/',
  '/.well-known/host-meta',
  '/.well-known/nodeinfo',
  '/.well-known/webfinger',
  '/actor',
  '/api/federated',
  '/api/federation/instances',
  '/api/v1/instance',
  '/api/v1/instance/domain_blocks',
  '/api/v1/instance/peers',
  '/api/v1/instance/rules',
  '/api/v2/instance',
  '/api/v3/federated_instances',
  '/api/v3/site',
  '/api/v4/federated_instances',
  '/inbox',
  '/nodeinfo/2.0',
  '/nodeinfo/2.1',
  '/users/',
];

/**
 * What a federation peer must serve to take part, so it stays allowed while robots.txt cannot be read: WebFinger, NodeInfo, host-meta, and where software puts actors.
 * Source: the actor URLs of Mastodon, Misskey, Lemmy, Pleroma, GoToSocial, PeerTube, Pixelfed, Friendica, WordPress and Ghost.
 */
const discoveryPaths: readonly RegExp[] = [
  /^\/\.well-known\/(?:webfinger|nodeinfo|host-meta(?:\.json)?|x-nodeinfo2)$/,
  /^\/nodeinfo\/[^/]+$/,
  /^\/(?:actor|instance-actor|relay|i\/actor|internal\/fetch|friendica|inbox)?$/,
  /^\/@[^/]+$/,
  /^\/(?:users|u|c|m|user|profile|author|accounts|video-channels|channel|people|ap\/users|ap\/actors|federation\/user)\/[^/]+\/?$/,
  /^\/(?:wp-json|index\.php\/wp-json)\/activitypub\/1\.0\/(?:actors|users)\/[^/]+$/,
  /^\/\.ghost\/activitypub\/users\/[^/]+$/,
];

/** Is it a path of discovery, without its query? */
export function isDiscoveryPath(path: string): boolean {
  return discoveryPaths.some((pattern) => pattern.test(path));
}
