import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { browserFor, lookAt, looks, openPage, overflow, violations } from '../browser.ts';
import { fleet } from '../fleet.ts';
import { type Site, siteOf } from '../site.ts';
import { contestedStore, foreign, own } from './contested.ts';
import { bearer, guardedDeps, type RoleName, roles } from './people.ts';

let stored: Awaited<ReturnType<typeof contestedStore>>;
let site: Site;

const observationAt = (name: string) =>
  encodeURIComponent(fleet().observations.find(({ server }) => server === name)?.id ?? '');

/**
 * Every page, and who gets it: v, r, l, a, and c for the customer, who runs one server. The others get a page that says what is in the way. `only`: who tries,
 * where a page like it was tried by everyone.
 */
const pages: readonly (readonly [path: string, letters: string, only?: string])[] = [
  ['/', 'vrlac'],
  ['/alerts', 'vrlac'],
  ['/alerts/:alert', 'vrlac'],
  ['/incidents/:alone', 'vrlac'],
  ['/incidents/:shared', 'vrla', 'ac'],
  [`/servers/${own}`, 'vrlac'],
  [`/servers/${own}/licence`, 'vrlac'],
  [`/servers/${own}/defederation`, 'vrlac'],
  [`/servers/${foreign}`, 'vrla', 'ac'],
  [`/servers/${foreign}/licence`, 'vrla', 'ac'],
  ['/servers/peer-one.example', 'vrla', 'vac'],
  [`/observations/${observationAt(own)}`, 'vrlac'],
  [`/observations/${observationAt(foreign)}`, 'vrla', 'ac'],
  ['/relations', 'vrla'],
  [`/relations/${own}/peer-one.example`, 'vrla'],
  ['/defederation', 'vrla'],
  ['/defederation/weeks', 'vrla'],
  ['/reviews', 'vrla'],
  ['/findings/sre', 'vrlac'],
  ['/findings/trust-safety', 'vrlac'],
  ['/findings/legal', 'vrlac'],
  ['/boards', 'vrlac'],
  ['/boards/now', 'vrlac', 'ac'],
  ['/boards/server', 'vrlac', 'ac'],
  ['/boards/relations', 'vrlac', 'ac'],
  ['/boards/defederation', 'vrlac', 'ac'],
  ['/boards/licence', 'vrlac'],
  ['/boards/ourselves', 'vrlac', 'ac'],
  ['/rules', 'vrlac'],
  ['/rules/actor.vary', 'vrlac'],
  ['/search?q=example', 'vrlac'],
  ['/ourselves', 'vrla'],
  ['/audit', 'a'],
  ['/login', 'vrlac'],
  ['/about', 'vrlac'],
  ['/status/social.example', 'vrlac'],
  ['/status/social.example.svg', 'vrlac', 'c'],
  [`/status/${own}`, '', 'ac'],
  ['/nowhere', ''],
];

/** A path with the ids that this store has. */
function filled(path: string): string {
  const { alert, alone, shared } = stored.ids;
  return path.replace(':alert', alert).replace(':alone', alone).replace(':shared', shared);
}

/** Chromium tells of a page that was refused, too. */
const refusals = /Failed to load resource: the server responded with a status of (403|404)/;
const refusalTitles =
  /^(This is not for your role|Nothing is here|This server is not watched|There is no such alert|This is not kept)$/;

/** What is in a page but the token of its forms: what was examined as somebody else need not be examined again. */
const examined = new Set<string>();

async function examine(page: Page, where: string): Promise<void> {
  const main = (await page.locator('main').innerHTML()).replaceAll(/name="csrf" value="[^"]*"/g, '');
  if (examined.has(main)) return;
  examined.add(main);
  expect.soft(await violations(page), where).toEqual([]);
}

/** An address as a role sees it on a phone in the dark. Who asks is told by each request alone: no session stays from one role to the next. */
async function openAs(role: RoleName, path: string, context: TestContext) {
  const browser = await browserFor(context);
  return openPage(browser, site.url + filled(path), async (page) => {
    await page.setExtraHTTPHeaders(bearer(role));
    await lookAt(page, looks[0]);
  });
}

/** A page that somebody opens. */
export interface Visit {
  readonly path: string;
  readonly role: RoleName;
  /** What answers: the page, or a refusal. */
  readonly expected: 200 | 403 | 404;
  /** Whether the customer gets it. */
  readonly isForCustomers: boolean;
}

async function visit({ path, role, expected }: Visit, context: TestContext): Promise<Page> {
  const { page, wrong, answer } = await openAs(role, path, context);
  const where = `${role} at ${path}`;
  expect.soft([where, answer?.status()]).toEqual([where, expected]);
  if (!path.endsWith('.svg')) {
    const headings = await page.locator('main h1').allTextContents();
    expect.soft(headings, where).toHaveLength(1);
    if (expected !== 200) {
      expect.soft(headings[0], where).toMatch(refusalTitles);
      expect.soft(await page.locator('header.banner').count(), where).toBe(1);
    }
    expect.soft(await overflow(page), where).toBe(0);
  }
  expect
    .soft(
      wrong.filter((one) => expected === 200 || !refusals.test(one)),
      where,
    )
    .toEqual([]);
  return page;
}

const visits = pages.flatMap(([path, letters, only = 'vrlac']): readonly Visit[] =>
  roles
    .filter((role) => only.includes(role.slice(0, 1)))
    .map((role) => {
      const refusal = role === 'customer' || letters === '' ? 404 : 403;
      const expected = letters.includes(role.slice(0, 1)) ? 200 : refusal;
      return { path, role, expected, isForCustomers: letters.includes('c') };
    }),
);

const each = () => true;

/** Which pages are opened, and which of them are examined as a whole. */
interface Choice {
  readonly isOpened: (visit: Visit) => boolean;
  readonly isExamined: (visit: Visit) => boolean;
}

/** Opens pages as roles, in one browser, and says of each what it has to be. `choice` absent: all of everything. */
export function describeVisits(
  { isOpened, isExamined }: Choice = { isOpened: each, isExamined: each },
): void {
  beforeAll(async () => {
    stored = await contestedStore();
    const reviews = { append: async () => Promise.reject(new Error('nothing is written here')) };
    site = await siteOf(guardedDeps(stored.store, {}, { reviews }));
  });
  afterAll(async () => {
    await site.close();
    await stored.close();
  });
  describe('a page in a browser is what a role may see, or says why not', () => {
    it.for(visits.filter(isOpened))('$path for the $role: $expected', async (one, context) => {
      const page = await visit(one, context);
      if (isExamined(one) && !one.path.endsWith('.svg')) await examine(page, `${one.role} at ${one.path}`);
    });
  });
}
