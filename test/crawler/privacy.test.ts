import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pseudonym } from '../../crawler/net/evidence/shield.ts';
import type { Net } from '../../crawler/net/net.ts';
import { visit } from '../../crawler/visit/visit.ts';
import { hostNamed, keptLog, realClock } from '../visiting.ts';
import { createAuthority } from './net/connection/authority.ts';
import { type Site, startSite } from './net/site.ts';
import { labNet } from './net/visit.ts';

const name = 'quizzaciously';
const oldName = 'flibbertigibbet';
const person = 'Rumpelstilzchen';
/** What nobody has listed: it may be called after anybody. */
const unlisted = 'zwirbelnuss';
const nobody = new RegExp(`${name}|${oldName}|${person}|${unlisted}`, 'i');

function jrd(host: string) {
  const web = `https://${host}`;
  return {
    subject: `acct:${name}@${host}`,
    aliases: [`${web}/@${name}`, `${web}/author/${name}/`, `${web}/~${oldName}`, name],
    properties: { 'http://schema.org/name': person, 'https://a.example/nick': name },
    titles: { und: person },
    links: [
      {
        rel: 'self',
        type: 'application/activity+json',
        href: `${web}/users/${name}`,
        titles: { en: person },
      },
      {
        rel: 'http://webfinger.net/rel/profile-page',
        href: `${web}/~${oldName}`,
        properties: { of: person },
      },
      { rel: 'http://webfinger.net/rel/avatar', href: `${web}/media/${person}.png` },
    ],
  };
}

const nodeInfo = {
  version: '2.1',
  software: { name: 'homegrown', version: '1.0' },
  protocols: ['activitypub', unlisted],
  services: { inbound: [unlisted], outbound: ['rss2.0', unlisted], [unlisted]: ['smtp'] },
  usage: { users: { total: 1, activeMonth: 1, [unlisted]: 3 }, localPosts: 9, [unlisted]: { [unlisted]: 1 } },
  openRegistrations: false,
  metadata: {
    ...{
      nodeName: `${person}'s server`,
      adminAccount: name,
      admin_name: person,
      owner: person,
      operator: name,
    },
    ...{ contactPerson: person, adminUsers: { list: [name, oldName] }, staff: [{ handle: `@${oldName}` }] },
    ...{
      [unlisted]: 1,
      [`x_${unlisted}`]: true,
      langs: ['de', unlisted],
      postFormats: ['text/plain', `text/${unlisted}`],
    },
    ...{ federation: { enabled: true, [unlisted]: false }, uploadLimits: { general: 5, [unlisted]: 6 } },
    ...{ features: ['polls', 'federation', unlisted], invitesEnabled: false, maxNoteTextLength: 3000 },
  },
};

const instance = {
  domain: 'x.fedi.test',
  title: person,
  version: '4.5.0',
  description: `Run by ${person}, once known as ${oldName}`,
  languages: ['en', 'pt-BR', unlisted],
  stats: { user_count: 3, [unlisted]: 4 },
  [unlisted]: 5,
  rules: [{ id: '1', text: `Do not tease ${person}`, hint: oldName }],
  contact: { email: `${oldName}@x.fedi.test`, account: { acct: name, display_name: person, note: person } },
  registrations: { enabled: false, message: `Ask ${person}` },
  configuration: {
    statuses: { max_characters: 500, [unlisted]: 1 },
    media_attachments: { supported_mime_types: ['image/png', `image/${unlisted}`] },
  },
};

function actor(host: string) {
  const id = `https://${host}/users/${name}`;
  const texts = { name: person, summary: `I am ${person}`, attachment: [{ name: 'was', value: oldName }] };
  return {
    type: 'Person',
    id,
    preferredUsername: name,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    ...texts,
  };
}

/** What each path answers; a signed-fetch server shows nobody its actors. */
function answer(host: string, path: string): unknown {
  if (path === '/.well-known/webfinger') return jrd(host);
  if (path === '/.well-known/nodeinfo')
    return {
      links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1', href: `https://${host}/ni` }],
      of: person,
    };
  if (path === '/ni') return nodeInfo;
  if (path === '/api/v2/instance') return instance;
  return path === `/users/${name}` && host.startsWith('open') ? actor(host) : undefined;
}

/** Every field that is kept, with a word in it that no list has. */
function headersFor(status: number): OutgoingHttpHeaders {
  const texts = ['cache-control', 'content-language', 'server', 'vary', 'via', 'x-cache', 'x-powered-by'];
  const numbers = ['age', 'cf-ray', 'etag', 'expires', 'last-modified', 'retry-after', 'x-ratelimit-limit'];
  return {
    ...Object.fromEntries([...texts, ...numbers].map((field) => [field, `${unlisted} 1`])),
    server: `nginx/1.2 ${unlisted}`,
    'content-type': `application/json; x=${unlisted}`,
    link: `</u/x>; title="${name}", <https://a.example/${unlisted}>; rel="${unlisted}"`,
    'set-cookie': [`${unlisted}=1`, '_mastodon_session=2'],
    ...(status === 404 && { location: `https://a.example/${unlisted}?q=${unlisted}` }),
  };
}

let site: Site;
let net: Net;

beforeAll(async () => {
  const authority = await createAuthority();
  site = await startSite(await authority.issue({ names: ['*.fedi.test'] }), (request, response) => {
    const { host = '', url = '' } = { host: request.headers.host, url: request.url };
    const body = answer(host, url.split('?')[0] ?? '');
    const status = body === undefined ? (url.startsWith('/users/') ? 401 : 404) : 200;
    response.writeHead(status, headersFor(status));
    response.end(JSON.stringify(body ?? { error: `${name} is not for you` }));
  });
  net = labNet({ connectTo: [['*.fedi.test', `127.0.0.1:${site.port}`]], trustedCa: authority.pem });
});

afterAll(async () => {
  await net.close();
  await site.close();
});

async function visited(host: string, account?: string) {
  const server = { host: hostNamed(host), role: 'hosted', expect: {}, watchedSince: '' } as const;
  const scheduledAt = '2026-01-01T00:00:00.000Z';
  const { signal } = new AbortController();
  const log = keptLog();
  return visit(
    { server: { ...server, ...(account && { account }) }, consent: 'hosted', scheduledAt, signal },
    { net, clock: realClock(), log, vantage: 'test', monitorOrigin: '' },
  );
}

describe.each([
  ['signed.fedi.test', 'configured'],
  ['signed.fedi.test', 'published-contact'],
  ['open.fedi.test', 'configured'],
  ['open.fedi.test', 'published-contact'],
])('a visit to %s, its account %s', (host, from) => {
  it('leaves no byte of a name in observations and evidence', async () => {
    const account = from === 'configured' ? `${name}@${host}` : undefined;
    const { observations, evidence, bugs } = await visited(host, account);
    const told = [...observations, ...evidence].map((row) => JSON.stringify(row));

    expect(bugs).toBe(0);
    expect(evidence.length).toBeGreaterThan(3);
    expect(told.filter((row) => nobody.test(row))).toEqual([]);
    expect(told.join('')).toContain(`https://${host}/users/${pseudonym(name)}`);
    const webfinger = observations.find(({ probe }) => probe === 'webfinger');
    expect(webfinger?.data).toMatchObject({
      user: pseudonym(name),
      accountFrom: from,
      base: { ok: true, data: { subject: `acct:${pseudonym(name)}@${host}` } },
    });
  });
});

it('keeps what is known to name nobody', async () => {
  const { evidence, observations } = await visited('open.fedi.test');
  const [exchange] = observations
    .flatMap(({ exchanges }) => exchanges)
    .filter(({ status }) => status === 404);
  const kept = evidence.map(({ content }) => JSON.parse(content));

  expect(exchange?.responseHeaders).toMatchObject({ server: 'nginx/1.2 …', location: 'https://a.example/…' });
  expect(exchange?.cookieNames).toEqual(['[cookie]', '_mastodon_session']);
  expect(kept).toContainEqual(
    expect.objectContaining({
      software: { name: 'homegrown', version: '1.0' },
      usage: expect.objectContaining({ users: expect.objectContaining({ total: 1, activeMonth: 1 }) }),
      metadata: expect.objectContaining({
        features: ['polls', 'federation', '[other]'],
        invitesEnabled: false,
        maxNoteTextLength: 3000,
        owner: '[removed]',
      }),
    }),
  );
  expect(kept).toContainEqual(
    expect.objectContaining({
      version: '4.5.0',
      rules: [{ id: '[removed]', text: '[removed]', hint: '[removed]' }],
      languages: ['en', 'pt-BR', '[other]'],
    }),
  );
});
