import { afterAll, beforeAll, expect, it } from 'vitest';
import { fleet } from './fleet.ts';
import { type Answer, depsOf, type Site, siteOf, storeWith } from './site.ts';

let stored: Awaited<ReturnType<typeof storeWith>>;
let site: Site;
const found = new Map<string, Answer>();

const isPage = ({ headers }: Answer) => headers['content-type']?.startsWith('text/html') === true;

/** The one script there is. */
const ownScript = /<script src="\/assets\/[0-9a-f]{16}\.js" defer><\/script>/;

/** Every address a page leads to or loads. */
function addressesOn(page: Answer): readonly string[] {
  return [...page.text.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
}

/** A window of time, a filter of the matrix or a table of a page: they differ in their values only, so one of each kind of page is enough, and it leads where the page leads. */
function isVariant(path: string): boolean {
  const { pathname, searchParams } = new URL(path, site.url);
  const filters = pathname === '/relations' ? ['state', 'server'] : [];
  const choices = pathname.startsWith('/boards/') ? ['server', 'customer', 'format'] : [];
  return ['window', 'from', 'table', 'language', ...filters, ...choices].some((name) =>
    searchParams.has(name),
  );
}

function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, site.url);
  const isCell = pathname.startsWith('/relations/');
  const names = [...new Set(searchParams.keys())].join();
  if (isCell) return `a cell of the matrix?${names}`;
  return isVariant(path) ? `${pathname.replace(/^(\/\w+\/)[^/]+/, '$1one')}?${names}` : path;
}

/** Whether a page is opened. Asked in the order in which links lead there. */
type Choice = (url: URL) => boolean;

async function crawl(from: string, isChosen: Choice): Promise<void> {
  const waiting = [from];
  const kinds = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (kinds.has(kindOf(path)) || !isChosen(new URL(path, site.url))) continue;
    kinds.add(kindOf(path));
    const answer = await site.ask(path);
    found.set(path, answer);
    if (!isPage(answer) || isVariant(path)) continue;
    const here = new URL(path, site.url);
    const links = addressesOn(answer).map((address) => new URL(address, here));
    const ours = links.filter(
      ({ origin, pathname }) => origin === site.url && !pathname.endsWith('/recheck'),
    );
    waiting.push(...ours.map(({ pathname, search }) => pathname + search));
  }
}

/** Goes from the overview as far as links lead, and looks at every answer. */
export function describeLinks({ isChosen, leastPages }: { isChosen: Choice; leastPages: number }): void {
  beforeAll(async () => {
    stored = await storeWith(fleet());
    site = await siteOf(depsOf(stored.store));
    await crawl('/', isChosen);
  });
  afterAll(async () => {
    await site.close();
    await stored.close();
  });

  it('has no internal link that leads nowhere', () => {
    const broken = [...found].filter(([, { status }]) => status !== 200).map(([path]) => path);

    expect(broken).toEqual([]);
    expect(found.size).toBeGreaterThan(leastPages);
  });

  it('leads from the overview to every kind of page', () => {
    const paths = [...found.keys()];

    for (const start of [
      '/servers/',
      '/findings/legal',
      '/rules/',
      '/observations/',
      '/evidence/',
      '/about',
      '/source.tar.gz',
      '/assets/',
    ])
      expect(paths.some((path) => path.startsWith(start))).toBe(true);
  });

  it('offers the running source in the foot of every page', () => {
    const without = [...found].filter(
      ([, page]) =>
        isPage(page) &&
        !/<footer[\s\S]*href="\/source\.tar\.gz">Source of this running version/.test(page.text),
    );

    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('sends the security headers with every answer', () => {
    for (const [path, { headers }] of found) {
      expect(headers['content-security-policy'], path).toMatch(/^default-src 'none'/);
      expect(headers['content-security-policy'], path).not.toContain('unsafe');
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['cache-control'], path).toMatch(/^no-store$|^public, max-age=/);
    }
  });

  it('loads nothing from another host, and carries no script but the keys of the queue, and no inline style', () => {
    for (const [path, page] of found) {
      if (!isPage(page)) continue;
      const loaded = [...page.text.matchAll(/<link [^>]*href="([^"]+)"/g)].map(([, href]) => href);
      expect(
        loaded.every((href) => href?.startsWith('/assets/')),
        path,
      ).toBe(true);
      const rest = path.startsWith('/reviews') ? page.text.replace(ownScript, '') : page.text;
      expect(rest, path).not.toMatch(/<script|\sstyle=|\son\w+=|<img|<iframe/i);
    }
  });

  it('gives every page one h1, a main landmark, a title, a skip link, and a caption to every table', () => {
    for (const [path, page] of found) {
      if (!isPage(page)) continue;
      const count = (what: RegExp) => page.text.match(what)?.length ?? 0;
      expect(
        [count(/<h1[ >]/g), count(/<main id="main"/g), count(/<a class="skip" href="#main"/g)],
        path,
      ).toEqual([1, 1, 1]);
      expect(count(/<caption>[^<]/g), path).toBe(count(/<table/g));
      expect(page.text, path).toMatch(/<title>[^<]+ · Fediscope<\/title>/);
    }
  });

  it('offers JSON on every page that rests on the store', () => {
    const resting = [...found].filter(
      ([path, page]) => isPage(page) && !isVariant(path) && /class="fresh">(?!\s*Page made)/.test(page.text),
    );
    // Where nothing was searched for there is nothing to have.
    const without = resting.filter(([path, { text }]) => path !== '/search' && !text.includes('format=json'));

    expect(resting.length).toBeGreaterThan(30);
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('answers every JSON download with JSON', () => {
    const downloads = [...found].filter(([path]) => path.includes('format=json'));

    expect(downloads.length).toBeGreaterThan(10);
    for (const [path, { headers, text }] of downloads) {
      expect(headers['content-type'], path).toMatch(/^application\/json/);
      expect(() => JSON.parse(text), path).not.toThrow();
    }
  });
}
