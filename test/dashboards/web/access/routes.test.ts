import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTable, routeKey } from '../../../../dashboards/web/guard/access.ts';
import { createWeb } from '../../../../dashboards/web/web.ts';
import { sha256 } from '../../../store/examples.ts';
import { fleet } from '../fleet.ts';
import { post, type Site, siteOf, storeWith } from '../site.ts';
import { type PageExamples, sitePages, withoutPage } from '../site-pages.ts';
import { bearer, guardedDeps, logIn, roles, tokenOf } from './people.ts';
import { expected, isLeast, isMost, itIsForThose, nothing, notYours } from './role-routes.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', claim: 'groups', roles: {} };

beforeAll(async () => {
  stored = await storeWith(fleet());
  site = await siteOf(guardedDeps(stored.store, { oidc }));
});
afterAll(async () => {
  await site.close();
  await stored.close();
});

describe('the table of access', () => {
  it('has every route of the site, and no other', () => {
    const { routes } = createWeb(guardedDeps(stored.store, { oidc }));
    const keys = new Set(
      routes
        .filter(({ method, path }) => method !== 'ALL' || path !== '/*')
        .map(({ method, path }) => routeKey(method, path)),
    );

    expect([...keys].toSorted()).toEqual(Object.keys(accessTable).toSorted());
    expect(Object.keys(expected).toSorted()).toEqual(Object.keys(accessTable).toSorted());
  });
});

describe('the list of pages', () => {
  const examples: PageExamples = {
    ...{ server: 'a', licensed: 'b', contested: 'c', peer: 'd', open: 'e', alert: 'f', incident: 'g' },
    ...{ observation: 'h', rule: 'i', day: 'j', search: 'k' },
  };

  it('has every route that one can get, or says why it is no page', () => {
    const routes = Object.keys(accessTable).flatMap((key) => /^GET (.*)$/.exec(key)?.[1] ?? []);
    const listed = new Set([...sitePages.map(({ route }) => route), ...Object.keys(withoutPage)]);

    expect([...listed].toSorted()).toEqual(routes.toSorted());
    expect(sitePages.filter(({ route }) => Object.hasOwn(withoutPage, route))).toEqual([]);
    expect(new Set(sitePages.map(({ name }) => name)).size).toBe(sitePages.length);
  });

  it.each(sitePages)('has of $name an address that its route takes', ({ route, path }) => {
    const pattern = new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`);

    expect(path(examples).split('?')[0]).toMatch(pattern);
    expect(path(examples)).not.toContain('undefined');
  });

  /** Where something else than a page is. Of the way to a provider and back nothing stays to look at. */
  const others: Readonly<Record<string, string>> = {
    '/assets/*': '/assets/icon.svg',
    '/evidence/:sha256': `/evidence/${sha256('{"type":"Person"}')}`,
    '/bundles/:id': '/bundles/x',
    '/clickhouse': '/clickhouse?query=SELECT+1',
    '/clickhouse/': '/clickhouse/?query=SELECT+1',
  };

  it.each(Object.keys(withoutPage).filter((route) => !route.startsWith('/login/')))(
    'rightly does not have %s',
    async (route) => {
      const { status, headers } = await site.ask(others[route] ?? route, { headers: bearer('admin') });

      expect(status).toBe(200);
      expect(headers['content-type']).not.toContain('html');
    },
  );

  it('has those that the README shows', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8');
    const shown = [...readme.matchAll(/docs\/pictures\/([\w-]+)-(?:light|dark)\.png/g)];

    expect(shown).toHaveLength(3);
    for (const [, name] of shown) expect(sitePages.map((page) => page.name)).toContain(name);
  });
});

describe('a route', () => {
  // Who has least and who has most, and every refusal; all roles at all routes have a command of their own: npm run test:long.
  itIsForThose(
    () => site,
    (role, letters) => isMost(role) || isLeast(role, letters),
  );

  it.each(Object.entries(expected).filter(([key, [letters]]) => letters === '*' && key.startsWith('GET')))(
    '%s is for everyone',
    async (_key, [, path]) => {
      for (const headers of [{}, ...roles.map(bearer)]) {
        const { text } = await site.ask(path, { headers: headers as Record<string, string> });
        for (const refusal of ['Please say who you are', notYours, nothing])
          expect(text).not.toContain(refusal);
      }
    },
  );

  it('that does not exist says so to those who are let in, and asks strangers who they are', async () => {
    expect((await site.ask('/nowhere')).status).toBe(401);
    for (const role of roles)
      expect((await site.ask('/nowhere', { headers: bearer(role) })).status).toBe(404);
  });

  it('that writes wants the token of a form, whoever sends it', async () => {
    const { cookie } = await logIn(site, tokenOf('admin'));
    const writes = Object.entries(expected).filter(
      ([key, [letters]]) => key.startsWith('POST') && letters !== 'sql',
    );

    expect(writes.length).toBeGreaterThan(5);
    for (const [key, [, path]] of writes) {
      const { status } = await site.ask(path, post({ server: 'stadt.example' }, { cookie }));
      expect([key, status]).toEqual([key, 403]);
    }
  });

  it.each(Object.entries(expected).filter(([, [letters]]) => letters === 'sql'))(
    '%s is for admins, and refuses all others in words of ClickHouse',
    async (key, [, path]) => {
      const ask = (headers: Record<string, string>) =>
        key.startsWith('POST')
          ? site.ask(path, { method: 'POST', body: 'SELECT 41 + 1', headers })
          : site.ask(`${path}?query=SELECT+41+%2B+1`, { headers });
      for (const role of roles) {
        const { status, text } = await ask(bearer(role));
        expect([role, status, text.includes('42')]).toEqual([
          role,
          role === 'admin' ? 200 : 403,
          role === 'admin',
        ]);
      }
    },
  );
});
