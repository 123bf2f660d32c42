import { nodeInfo, nodeInfoDiscovery, schemaRel } from '../../fediverse/documents/nodeinfo.ts';
import { json, status, text } from '../../fediverse/documents/reply.ts';
import type { Ask, Reply } from '../../fediverse/site.ts';
import type { CorpusServer } from './server.ts';
import type { ShownAt } from './software.ts';

const jsonType = 'application/json; charset=utf-8';

/** What a server of the corpus answers. Its host is in the question. */
export function answerOf(server: CorpusServer, ask: Ask): Reply {
  const { silence } = server;
  if (ask.url.pathname === '/robots.txt')
    return silence === 'robots' ? text('User-agent: *\nDisallow: /\n', 'text/plain') : status(404);
  const refusal = silence === undefined ? undefined : refusals[silence];
  return withSigns(server, refusal ?? documentOf(server, ask));
}

const refusals: Readonly<Record<NonNullable<CorpusServer['silence']>, Reply | undefined>> = {
  '503': status(503, 'down for maintenance'),
  '403': status(403, 'not for you'),
  '429': status(429, 'too many'),
  robots: undefined,
  timeout: undefined,
  login: text(
    '<!doctype html><html><head><title>Log in</title></head><body><form><input type="password" name="p"></form></body></html>',
    'text/html; charset=utf-8',
  ),
};

function documentOf(server: CorpusServer, { host, url }: Ask): Reply {
  switch (url.pathname) {
    case '/.well-known/nodeinfo':
      if (server.software === undefined) return status(404);
      return nodeInfoDiscovery([{ rel: schemaRel('2.1'), href: `https://${host}/nodeinfo/2.1` }])(noAsk);
    case '/nodeinfo/2.1':
      return server.software === undefined ? status(404) : document(server);
    case '/api/v2/instance':
      return server.api === undefined ? status(404) : json(instance(server, host), jsonType);
    case '/':
      return text(landing(server, host), 'text/html; charset=utf-8');
    default:
      return lookalike(server, url.pathname) ?? status(404, 'nothing here');
  }
}

/** Handlers of documents that do not look at who asks. */
const noAsk: Ask = {
  ...{ method: 'GET', host: '', address: '', secure: true, url: new URL('https://corpus.test/') },
  ...{ headers: {}, body: new Uint8Array() },
};

function document(server: CorpusServer): Reply {
  const { software = '', version } = server;
  const at = (place: ShownAt) => server.offers.find(([, shown]) => shown === place)?.[0];
  const repository = at('nodeinfo');
  const repo = at('metadata-repo');
  const github = at('metadata-github');
  const repositoryUrl = at('metadata');
  return nodeInfo(
    {
      version: '2.1',
      software: { name: software, version, ...(repository !== undefined && { repository }) },
      openRegistrations: false,
      metadata: {
        ...(repositoryUrl !== undefined && { repositoryUrl }),
        ...((repo ?? github) !== undefined && {
          software: { ...(repo && { repo }), ...(github && { github }) },
        }),
      },
    },
    jsonType,
  )(noAsk);
}

/** Source: mastodon/documentation, entities/Instance. */
function instance({ version, offers, maxCharacters = 500 }: CorpusServer, host: string) {
  const source = offers.find(([, at]) => at === 'api')?.[0];
  return {
    ...{ domain: host, title: host, version, ...(source !== undefined && { source_url: source }) },
    ...{ description: '', usage: { users: { active_month: 7 } }, languages: ['de'], rules: [] },
    configuration: {
      statuses: { max_characters: maxCharacters, max_media_attachments: 4 },
      polls: { max_options: 4, max_characters_per_option: 50 },
    },
    registrations: { enabled: false, approval_required: false },
  };
}

function landing(server: CorpusServer, host: string): string {
  const { offers, version, looksLike, software, says = 'A server of the town.' } = server;
  const links = (place: ShownAt) =>
    offers.filter(([, at]) => at === place).map(([url]) => `<a href="${url}">Source code</a>`);
  const state = offers.find(([, at]) => at === 'state')?.[0];
  const meta = offers.find(([, at]) => at === 'misskey-meta')?.[0];
  const isMastodon = looksLike === 'mastodon' || (looksLike === undefined && software === 'mastodon');
  const data = { streaming_api_base_url: `wss://${host}`, domain: host, version, source_url: state };
  return `<!doctype html><html lang="de"><head><title>${host}</title>
${looksLike === 'misskey' ? '<!-- Thank you for using Misskey! --><meta name="application-name" content="Misskey">' : ''}
${isMastodon || state !== undefined ? `<script id="initial-state" type="application/json">${JSON.stringify({ meta: data, ...(isMastodon && { compose: {}, media_attachments: {} }) })}</script>` : ''}
${meta === undefined ? '' : `<script id="misskey_meta" type="application/json">${JSON.stringify({ repositoryUrl: meta })}</script>`}
</head><body>
${isMastodon ? '<div id="mastodon" class="app-holder" data-props="{}"></div>' : ''}
${looksLike === 'gab' ? '<div id="gabsocial"></div>' : ''}
<p>${says}</p>
<noscript>${says} ${links('noscript').join(' ')}</noscript>
<footer>${links('footer').join(' ')}</footer>
</body></html>`;
}

/** Headers and cookies that a software sets with everything. */
function withSigns({ looksLike }: CorpusServer, reply: Reply): Reply {
  const signs: Readonly<Record<NonNullable<CorpusServer['looksLike']>, Readonly<Record<string, string>>>> = {
    mastodon: { server: 'Mastodon', 'set-cookie': '_mastodon_session=x; path=/; secure' },
    gab: { server: 'GabSocial', 'set-cookie': '_gabsocial_session=x; path=/; secure' },
    gotosocial: { server: 'gotosocial', 'set-cookie': 'gotosocial-x=y; path=/' },
    pleroma: { 'set-cookie': '__Host-pleroma_key=x; path=/; secure' },
    misskey: {},
  };
  return looksLike === undefined ? reply : { ...reply, headers: { ...signs[looksLike], ...reply.headers } };
}

/** Answers to questions that only one software knows. */
function lookalike({ looksLike }: CorpusServer, path: string): Reply | undefined {
  if (looksLike === 'misskey' && path.startsWith('/api/'))
    return {
      ...json(
        {
          error: {
            message: 'Unknown API endpoint.',
            code: 'UNKNOWN_API_ENDPOINT',
            id: '2ca3b769-540a-4f08-9dd5-b5a825b6d0f1',
            kind: 'client',
          },
        },
        jsonType,
      ),
      status: 404,
    };
  if (looksLike === 'pleroma' && path.startsWith('/api/'))
    return { ...json({ error: 'Not implemented' }, jsonType), status: 404 };
  return undefined;
}
