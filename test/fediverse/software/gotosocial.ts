import { actorDocument } from '../documents/actor.ts';
import { hostMeta } from '../documents/host-meta.ts';
import type { JrdEntry } from '../documents/jrd.ts';
import { profileLink, selfLink, webFinger } from '../documents/jrd.ts';
import { wantsActivity } from '../documents/negotiation.ts';
import { nodeInfo, nodeInfoDiscovery, profiledJson, schemaRel } from '../documents/nodeinfo.ts';
import { gotosocialPage } from '../documents/pages/gotosocial.ts';
import type { Handler } from '../documents/reply.ts';
import { html, json, page, redirect } from '../documents/reply.ts';
import type { Identity, Reply, Site } from '../site.ts';
import { siteOf } from './imitation.ts';

/** With `instance-stats-mode` unset NodeInfo is disallowed too. Source: gotosocial:internal/api/util/robots.go, docs/admin/robots.md. */
const robots = `User-agent: GPTBot
Disallow: /

User-agent: *
Crawl-delay: 500
Disallow: /api/
Disallow: /auth/
Disallow: /oauth/
Disallow: /check_your_email
Disallow: /wait_for_approval
Disallow: /account_disabled
Disallow: /signup
Disallow: /fileserver/
Disallow: /users/
Disallow: /emoji/
Disallow: /admin
Disallow: /user
Disallow: /settings/
Disallow: /about/suspended
Disallow: /.well-known/webfinger
Disallow: /.well-known/nodeinfo
Disallow: /nodeinfo/
`;

const version = '0.20.1+git-8cdc3f0';
const repository = 'https://codeberg.org/superseriousbusiness/gotosocial';

/** A healthy GoToSocial: actors only for signed requests, the key alone for everyone. Source: gotosocial:docs/federation/http_signatures.md. */
export function gotosocial(who: Identity): Site {
  const web = `https://${who.webHost}`;
  const discovery = (['2.0', '2.1'] as const).map((v) => ({
    rel: schemaRel(v),
    href: `${web}/nodeinfo/${v}`,
  }));
  return siteOf(who, {
    places: { actor: `/users/${who.user}`, instanceActor: `/users/${who.host}`, nodeinfo: '/nodeinfo/2.1' },
    robots,
    everywhere: { server: 'gotosocial', 'permissions-policy': 'browsing-topics=()' },
    routes: {
      '/.well-known/webfinger': webFinger(jrds(who), { type: 'application/jrd+json' }),
      '/.well-known/host-meta': hostMeta(who.webHost),
      '/.well-known/nodeinfo': nodeInfoDiscovery(discovery),
      '/nodeinfo/2.0': nodeInfoOf('2.0'),
      '/nodeinfo/2.1': nodeInfoOf('2.1'),
      '/api/v2/instance': () => json(instance(who), 'application/json; charset=utf-8'),
      '/api/v1/instance/domain_blocks': () => suspended(who),
      '/': () => html(gotosocialPage({ host: who.webHost, version })),
      '/about': () => html(gotosocialPage({ host: who.webHost, version })),
      ...actors(who, who.user),
      ...actors(who, who.host),
    },
  });
}

/** Source: gotosocial:internal/processing/fedi/wellknown.go. */
function nodeInfoOf(schema: '2.0' | '2.1'): Handler {
  const link = schema === '2.1' ? { repository } : {};
  const software = { name: 'gotosocial', version, ...link };
  const usage = { users: { total: 0 }, localPosts: 0 };
  return nodeInfo({ version: schema, software, openRegistrations: false, usage }, profiledJson(schema));
}

/** Names are compared with case. Source: gotosocial:internal/processing/fedi/wellknown.go, WebfingerGet. */
function jrds({ host, webHost, user }: Identity): readonly JrdEntry[] {
  const web = `https://${webHost}`;
  return [user, host].map((name) => {
    const links = [profileLink(`${web}/@${name}`), selfLink(`${web}/users/${name}`)];
    const aliases = [`${web}/users/${name}`, `${web}/@${name}`];
    const subject = `acct:${name}@${host}`;
    return { resources: [subject, `acct:${name}@${webHost}`], jrd: { subject, aliases, links } };
  });
}

/** Only the key is readable without a signature. Source: gotosocial:docs/federation/http_signatures.md, internal/federation/federatingprotocol.go. */
function actors({ webHost }: Identity, name: string): Record<string, Handler> {
  const web = `https://${webHost}`;
  const id = `${web}/users/${name}`;
  const shape = { id, type: 'Person', username: name, keyId: `${id}/main-key` } as const;
  const full = actorDocument(shape);
  const stub = {
    '@context': full['@context'],
    id,
    type: 'Person',
    preferredUsername: name,
    publicKey: full['publicKey'],
  };
  const profile = `${web}/@${name}`;
  return {
    [`/users/${name}`]: (ask) => (wantsActivity(ask) ? unsigned() : redirect(profile, 302)),
    [`/users/${name}/main-key`]: () => json(stub, 'application/activity+json', { vary: 'Accept' }),
    [`/@${name}`]: () => page(`${name} - GoToSocial`),
  };
}

/** Source: gotosocial:internal/gtserror/withcode.go, NewErrorUnauthorized. */
function unsigned() {
  const error = "Unauthorized: http request wasn't signed or http signature was invalid";
  return { ...json({ error }, 'application/json; charset=utf-8', { vary: 'Accept' }), status: 401 };
}

/** Without `instance-expose-blocklist` a 401. Source: gotosocial:internal/api/client/instance/domainperms.go, internal/processing/instance.go. */
export function suspended({ rejects }: Identity): Reply {
  const type = 'application/json; charset=utf-8';
  const error = 'Unauthorized: domain blocks endpoint requires an authenticated account/user';
  if (rejects === undefined) return { ...json({ error }, type), status: 401 };
  const rows = rejects.map(({ domain, reason, masked }) => ({
    domain: masked === true ? hashless(domain) : domain,
    suspended_at: '2024-05-01T10:00:00.000Z',
    comment: reason ?? '',
    severity: 'suspend',
  }));
  return json(rows, type);
}

/** Bytes 1 and 4 of every 3 and 5 are masked, dots too; what a longer character leaves is NUL. */
function hashless(domain: string): string {
  const bytes = [...domain].flatMap((one) => [one, ...Array<string>(Buffer.byteLength(one) - 1).fill('\0')]);
  return bytes.map((one, at) => (one !== '\0' && (at % 3 === 1 || at % 5 === 1) ? '*' : one)).join('');
}

/** Source: gotosocial:internal/api/model/instancev2.go. */
function instance(who: Identity): unknown {
  return {
    domain: who.host,
    account_domain: who.host,
    title: who.host,
    version,
    source_url: repository,
    registrations: { enabled: false, approval_required: true, message: null },
    contact: { email: `contact@${who.host}` },
    rules: [{ id: '1', text: 'Be kind.' }],
  };
}
