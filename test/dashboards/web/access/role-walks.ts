import { afterAll, beforeAll, expect, it } from 'vitest';
import { formOf, post, type Site, siteOf } from '../site.ts';
import { contestedStore } from './contested.ts';
import { guardedDeps, logIn, type RoleName, tokenOf } from './people.ts';

let stored: Awaited<ReturnType<typeof contestedStore>>;
let site: Site;

/** One page of each kind is enough: who may follow a link is decided by its route, and for customers by the server in it too. */
function kindOf({ pathname }: URL, role: RoleName): string {
  const [, page = '', name = '', ...rest] = pathname.split('/');
  const bySubject = role === 'customer' && ['servers', 'observations'].includes(page);
  const subject = bySubject ? decodeURIComponent(name).split('/')[0] : String(name !== '');
  return [page, subject, ...(page === 'relations' ? [] : rest)].join(' ');
}

/** Addresses of links, and of the forms that write. */
function waysOn(text: string, here: URL) {
  const found = (shape: RegExp) =>
    [...text.matchAll(shape)].map(([, path = '']) => new URL(path.replaceAll('&amp;', '&'), here));
  return { links: found(/<a\b[^>]*\shref="([^"]+)"/g), forms: found(/method="post" action="([^"]+)"/g) };
}

async function walk(cookie: string, role: RoleName) {
  const waiting = [new URL('/', site.url)];
  const kinds = new Set<string>();
  const answers: { readonly path: string; readonly status: number }[] = [];
  const forms = new Set<string>();
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (url.origin !== site.url || kinds.has(kindOf(url, role))) continue;
    kinds.add(kindOf(url, role));
    const path = url.pathname + url.search;
    const { status, headers, text } = await site.ask(path, { headers: { cookie } });
    answers.push({ path, status });
    if (!headers['content-type']?.startsWith('text/html')) continue;
    const ways = waysOn(text, url);
    waiting.push(...ways.links);
    for (const { pathname } of ways.forms) forms.add(pathname);
  }
  return { answers, forms };
}

const expectedForms: Readonly<Record<RoleName, RegExp>> = {
  viewer: /^\/logout$/,
  reviewer: /^\/(logout|reviews|servers\/[\w.-]+\/(recheck|licence\/replies|defederation\/rebuttals))$/,
  legal: /^\/(logout|servers\/[\w.-]+\/licence\/replies)$/,
  admin: /^\/(logout|reviews|servers\/[\w.-]+\/(recheck|licence\/replies|defederation\/rebuttals))$/,
  customer: /^\/(logout|servers\/stadt\.example\/defederation\/rebuttals)$/,
};

/** Goes from the overview as far as links lead, as each of some roles. */
export function describeWalks(roles: readonly RoleName[]): void {
  beforeAll(async () => {
    stored = await contestedStore();
    const reviews = { append: async () => Promise.reject(new Error('nothing is written here')) };
    site = await siteOf(guardedDeps(stored.store, {}, { reviews }));
  });
  afterAll(async () => {
    await site.close();
    await stored.close();
  });

  it.each(roles)(
    'no link leads the %s to a page that is refused, and no form is there that may not be sent',
    async (role) => {
      const { cookie } = await logIn(site, tokenOf(role));
      const { answers, forms } = await walk(cookie, role);

      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      expect(answers.length).toBeGreaterThan(role === 'customer' ? 12 : 18);
      for (const form of forms) expect(form).toMatch(expectedForms[role]);
      const { csrf, cookie: both } = await formOf(site, '/about', { cookie });
      for (const form of forms) {
        if (form === '/logout') continue;
        const { status } = await site.ask(form, post({ csrf }, { cookie: both }));
        expect([form, status]).not.toEqual([form, 403]);
      }
    },
    60_000,
  );
}
