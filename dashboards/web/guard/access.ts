import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import { type StaffRole, staffRoles } from '../../../model/access.ts';
import type { ActName } from '../../../model/act.ts';
import type { WebEnv } from '../deps.ts';
import type { Reader } from './reader.ts';

/** Who may use a route. `customers`: also the people of a customer, who then read through that customer's part of the store. */
export interface Access {
  readonly to: 'everyone' | readonly StaffRole[];
  readonly customers?: true;
  /** It is written to the log of acts as this. */
  readonly act?: ActName;
  /** It costs next to nothing, and pages or programs ask for it often: how often is not limited. */
  readonly light?: true;
}

const staff = { to: staffRoles } as const;
const shared = { to: staffRoles, customers: true } as const;
const open = { to: 'everyone' } as const;
const light = { ...open, light: true } as const;
const acting = ['reviewer', 'admin'] as const;
const admin = ['admin'] as const;

/** Every route of the site, by method and pattern. A route that is not here is the admin's alone, and a test fails. */
export const accessTable: Readonly<Record<string, Access>> = {
  'GET /about': open,
  'GET /source.tar.gz': open,
  'GET /healthz': light,
  'GET /assets/*': light,
  'GET /status/:host': light,
  'GET /login': open,
  'POST /login': open,
  'GET /login/oidc': open,
  'GET /login/callback': open,
  'POST /logout': { ...open, act: 'log-out' },
  'GET /': shared,
  'GET /search': shared,
  'GET /alerts': shared,
  'GET /alerts/:id': shared,
  'GET /incidents/:id': shared,
  'GET /servers/:host': shared,
  'GET /servers/:host/defederation': shared,
  'GET /servers/:host/licence': shared,
  'GET /findings/:audience': shared,
  'GET /boards': shared,
  'GET /boards/:id': shared,
  'GET /rules': shared,
  'GET /rules/:id': shared,
  'GET /observations/:id': shared,
  'GET /evidence/:sha256': shared,
  'GET /relations': staff,
  'GET /relations/:server/:peer': staff,
  'GET /ourselves': staff,
  'GET /defederation': staff,
  'GET /defederation/weeks': staff,
  'GET /defederation/weeks/:day': staff,
  'GET /reviews': staff,
  'GET /metrics': { ...staff, light: true },
  'GET /bundles/:id': { to: ['legal', 'admin'], act: 'evidence' },
  'POST /reviews': { to: acting, act: 'review' },
  'POST /servers/:host/defederation/rebuttals': { to: acting, customers: true, act: 'review' },
  'POST /servers/:host/licence/replies': { to: ['reviewer', 'legal', 'admin'], act: 'review' },
  'GET /clickhouse/ping': light,
  // Refused in ClickHouse's own words, before the guards of pages: see clickhouse/serve.ts.
  'GET /clickhouse': { to: admin },
  'POST /clickhouse': { to: admin },
  'GET /clickhouse/': { to: admin },
  'POST /clickhouse/': { to: admin },
  'POST /servers/:host/recheck': { to: acting, act: 'recheck' },
  'POST /annotations/deploys': { to: acting, act: 'deploy' },
  'GET /audit': { to: admin, act: 'audit' },
};

const unknown: Access = { to: admin };

/** The key of a route in the table; the name of an asset changes with its content. */
export function routeKey(method: string, path: string): string {
  return path.startsWith('/assets/') ? `${method} /assets/*` : `${method} ${path}`;
}

/** What the table says of the page a request asks for. Absent: there is no such page. */
export function accessOf(context: Context<WebEnv>): Access | undefined {
  const route = matchedRoutes(context).find(({ method, path }) => method !== 'ALL' || path !== '/*');
  if (route === undefined) return undefined;
  return accessTable[routeKey(route.method, route.path)] ?? unknown;
}

/** Whether somebody may use a route. */
export function mayUse(reader: Reader, { to, customers }: Access): boolean {
  if (to === 'everyone') return true;
  if (reader.customer !== undefined) return customers === true;
  return reader.roles.some((role) => role === 'admin' || to.includes(role));
}

/** Whether somebody may open the page at a path, such as one that the menu links, or send a form there. */
export function mayOpen(reader: Reader | undefined, path: string, method: 'GET' | 'POST' = 'GET'): boolean {
  const asked = `${method} ${path}`;
  const found = patterns.get(headOf(asked))?.find(({ pattern }) => pattern.test(asked));
  const { access = unknown } = found ?? {};
  return reader === undefined ? access.to === 'everyone' : mayUse(reader, access);
}

/** Rows of the table by the first part of their path: a page can ask for thousands of links. */
const patterns = Map.groupBy(
  Object.entries(accessTable).map(([key, access]) => ({
    head: headOf(key),
    pattern: patternOf(key),
    access,
  })),
  ({ head }) => head,
);

/** `GET /servers` of `GET /servers/:host`. */
function headOf(key: string): string {
  return key.split('/', 2).join('/');
}

function patternOf(key: string): RegExp {
  return new RegExp(`^${key.replaceAll(/[.]/g, '\\.').replaceAll(/:\w+/g, '[^/]+').replace('*', '.*')}$`);
}
