import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { atFileEnd } from '../../file-end.ts';

const program = '/usr/bin/chromium';
const missing = 'chromium is not installed: apt-get install chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let running: Promise<Browser> | undefined;
/** The page that goes from address to address in a file. */
let opened: ReturnType<typeof emptyPage> | undefined;

/** Debian's browser, one for all tests of a file. Without one the test is skipped, and fails where everything has to be there. */
export async function browserFor(context: TestContext): Promise<Browser> {
  if (!existsSync(program) && process.env['CI'] === 'true') throw new Error(missing);
  if (!existsSync(program)) return context.skip(missing);
  running ??= launched();
  return running;
}

function launched(): Promise<Browser> {
  const browser = chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
  atFileEnd(async () => {
    running = undefined;
    opened = undefined;
    await (await browser).close();
  });
  return browser;
}

/** Notes what goes wrong on a page. Requests to another host than `origin` are among it. */
export function watched(page: Page, origin: string): string[] {
  const wrong: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && wrong.push(message.text())));
  page.on('pageerror', (error) => void wrong.push(String(error)));
  page.on('dialog', (dialog) => {
    wrong.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) wrong.push(`a request to ${request.url()}`);
  });
  return wrong;
}

/** An empty page for addresses of one origin, with what goes wrong while it is open. */
async function emptyPage(browser: Browser, origin: string) {
  const page = await browser.newPage({ bypassCSP: false });
  return { page, wrong: watched(page, new URL(origin).origin) };
}

/** The page of a file at an address, with the answer, and with what goes wrong from now on. `prepare`: what comes before it asks. One for all addresses of an origin: each costs a process of the browser. */
export async function openPage(browser: Browser, url: string, prepare?: (page: Page) => Promise<void>) {
  opened ??= emptyPage(browser, url);
  const { page, wrong } = await opened;
  wrong.length = 0;
  await page.emulateMedia({ media: null });
  await prepare?.(page);
  const answer = await page.goto(url, { waitUntil: 'load' });
  return { page, wrong, answer };
}

/** Each width once, each scheme once: what is found does not depend on both together. */
export const looks = [
  { width: 390, colorScheme: 'dark' },
  { width: 1200, colorScheme: 'light' },
] as const;

/** Shows a page in one way. */
export async function lookAt(page: Page, { width, colorScheme }: (typeof looks)[number]): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
}

/** How far the body is wider than the window, in pixels; what scrolls in a box of its own does not count. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** Serious and critical violations that axe finds, with the first place of each. */
export async function violations(page: Page): Promise<readonly string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe);
  // Every rule runs; what passed is not described node by node, which takes longer than to find it.
  const run =
    "axe.run({ resultTypes: ['violations'], selectors: false }).then((results) => results.violations)";
  // as: `results` of axe, as its documentation has them
  const found = (await page.evaluate(run)) as Violation[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}
