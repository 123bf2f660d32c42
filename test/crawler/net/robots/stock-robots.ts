/** robots.txt as software ships it, written from the facts of each; comments name where they stand. */
export const stockRobots = {
  /** mastodon/mastodon `public/robots.txt`, 4.4 and newer: the block list, proxied media and remote interaction. */
  mastodon: `# See https://www.robotstxt.org/robotstxt.html
User-agent: *
Disallow: /media_proxy/
Disallow: /interact/
Disallow: /api/v1/instance/domain_blocks
`,
  /** superseriousbusiness/gotosocial `internal/api/util/robots.go`, with `instance-stats-mode` at its default. */
  gotosocial: `User-agent: GPTBot
User-agent: CCBot
Disallow: /

User-agent: *
Crawl-delay: 500
Disallow: /api/
Disallow: /auth/
Disallow: /fileserver/
Disallow: /users/
Disallow: /emoji/
Disallow: /.well-known/webfinger
Disallow: /about/suspended
Disallow: /.well-known/nodeinfo
Disallow: /nodeinfo/
`,
  /** LemmyNet/lemmy-ui, its robots handler. */
  lemmy: `User-Agent: *
Disallow: /login
Disallow: /login_reset
Disallow: /settings
Disallow: /create_community
Disallow: /create_post
Disallow: /inbox
Disallow: /modlog
Disallow: /api
Crawl-delay: 60
`,
  /** snac2's default. */
  snac: 'User-agent: *\nDisallow: /\n',
  /** Wafrn: its Disallow has no colon. */
  wafrn: 'User-agent: *\nAllow: /fediverse/\nDisallow /\n',
} as const;
