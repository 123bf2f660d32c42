import { boards } from '../../../dashboards/boards/index.ts';
import { audiences } from '../../../model/finding.ts';

/** What is in the addresses of pages, of one store. Ids are encoded already. */
export interface PageExamples {
  /** A hosted server. */
  readonly server: string;
  /** Hosted servers that are worth a look for what they offer, and for who rejects them. */
  readonly licensed: string;
  readonly contested: string;
  readonly peer: string;
  /** A hosted server whose status is public. */
  readonly open: string;
  readonly alert: string;
  readonly incident: string;
  readonly observation: string;
  readonly rule: string;
  /** The day on which a week of the digest ended. */
  readonly day: string;
  /** A part of names. */
  readonly search: string;
}

/** A page of the site. `name`: of its pictures. `route`: its row in the table of access, which is for GET. */
export interface SitePage {
  readonly name: string;
  readonly route: string;
  readonly path: (examples: PageExamples) => string;
}

function page(name: string, route: string, path: SitePage['path'] = () => route): SitePage {
  return { name, route, path };
}

/** Every page of the site: of it pictures are made, and its own work is measured. A test fails when a route that answers with a page is not here. */
export const sitePages: readonly SitePage[] = [
  page('now', '/'),
  page('alerts', '/alerts'),
  page('alert', '/alerts/:id', ({ alert }) => `/alerts/${alert}`),
  page('incident', '/incidents/:id', ({ incident }) => `/incidents/${incident}`),
  page('server', '/servers/:host', ({ server }) => `/servers/${server}`),
  page('licence', '/servers/:host/licence', ({ licensed }) => `/servers/${licensed}/licence`),
  page(
    'defederation-server',
    '/servers/:host/defederation',
    ({ contested }) => `/servers/${contested}/defederation`,
  ),
  page('relations', '/relations'),
  page('relation', '/relations/:server/:peer', ({ contested, peer }) => `/relations/${contested}/${peer}`),
  page('defederation', '/defederation'),
  page('defederation-weeks', '/defederation/weeks'),
  page('defederation-week', '/defederation/weeks/:day', ({ day }) => `/defederation/weeks/${day}`),
  page('reviews', '/reviews'),
  ...audiences.map((audience) => page(audience, '/findings/:audience', () => `/findings/${audience}`)),
  page('boards', '/boards'),
  ...boards.map(({ id }) =>
    page(`board-${id}`, '/boards/:id', ({ server }) =>
      id === 'server' ? `/boards/server?server=${server}` : `/boards/${id}`,
    ),
  ),
  page('rules', '/rules'),
  page('rule', '/rules/:id', ({ rule }) => `/rules/${rule}`),
  page('observation', '/observations/:id', ({ observation }) => `/observations/${observation}`),
  page('ourselves', '/ourselves'),
  page('search', '/search', ({ search }) => `/search?q=${search}`),
  page('audit', '/audit'),
  page('about', '/about'),
  page('login', '/login'),
  page('status', '/status/:host', ({ open }) => `/status/${open}`),
];

/** Routes that answer with something else than a page, or with none that stays: what they give. */
export const withoutPage: Readonly<Record<string, string>> = {
  '/source.tar.gz': 'a tarball',
  '/healthz': 'a word',
  '/assets/*': 'what pages are made of',
  '/login/oidc': 'the way to the provider',
  '/login/callback': 'the way back from it',
  '/evidence/:sha256': 'a body as it was kept',
  '/metrics': 'figures for Prometheus',
  '/bundles/:id': 'a tarball',
  '/clickhouse': 'rows',
  '/clickhouse/': 'rows',
  '/clickhouse/ping': 'a word',
};
