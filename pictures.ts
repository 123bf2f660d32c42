import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { systemClock } from './bin/clock.ts';
import { availabilityFormats } from './dashboards/reports/availability/formats.ts';
import { defederationFormats } from './dashboards/reports/defederation/formats.ts';
import { licenceFormats } from './dashboards/reports/licence/formats.ts';
import { tongueOf } from './dashboards/reports/words/tongue.ts';
import { openStore } from './store/open.ts';
import { availabilityExample } from './test/dashboards/reports/availability-example.ts';
import { defederationExample } from './test/dashboards/reports/defederation-example.ts';
import { everyVerdict } from './test/dashboards/reports/licence-example.ts';
import { depsOf, siteOf } from './test/dashboards/web/site.ts';
import { type PageExamples, sitePages } from './test/dashboards/web/site-pages.ts';

/** Where pictures of every page go; those that the README shows are kept beside it. */
const folder = join(import.meta.dirname, 'dist', 'pictures');
const shown = join(import.meta.dirname, 'docs', 'pictures');
const inReadme = ['now-light', 'server-light', 'relations-dark'];

const down = 'open.fedi.test';
const port = 8_297;
const origin = `http://127.0.0.1:${port}`;
/** Its outage has begun and was confirmed by then, also on a busy machine. */
const patienceMs = 300_000;

async function json<T>(path: string, signal = AbortSignal.timeout(patienceMs)): Promise<T> {
  const answer = await fetch(`${origin}${path}${path.includes('?') ? '&' : '?'}format=json`, { signal });
  return (await answer.json()) as T;
}

/** Waits until an alert fires for the server that goes down. @throws {Error} when none comes. */
async function outage(): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  type Findings = { readonly findings: readonly { readonly rule: string; readonly outcome: string }[] };
  for (;;) {
    const { findings } = await json<Findings>(`/servers/${down}`, signal);
    if (findings.some(({ rule, outcome }) => rule === 'availability.confirmed' && outcome === 'failed'))
      return;
    await pause(2_000, undefined, { signal });
  }
}

type Ids = readonly { readonly id: string }[];

/** What the addresses of pages need, with ids that this run has. */
async function examplesOf(): Promise<PageExamples> {
  const [{ alerts, incidents }, { latest }, { day }] = await Promise.all([
    json<{ readonly alerts: Ids; readonly incidents: Ids }>('/alerts'),
    json<{ readonly latest: Ids }>(`/servers/${down}`),
    json<{ readonly day: string }>('/defederation/weeks'),
  ]);
  const id = (ids: Ids) => encodeURIComponent(ids[0]?.id ?? 'none');
  return {
    ...{ server: down, licensed: 'switched.fedi.test', contested: 'embattled.fedi.test' },
    ...{ peer: 'echo-one.fedi.test', open: 'secure.fedi.test', rule: 'actor.vary', search: 'fedi', day },
    ...{ alert: id(alerts), incident: id(incidents), observation: id(latest) },
  };
}

/** What a picture is made of. */
type Address = readonly [name: string, url: string];

/** The demo asks nobody who they are, so the page to log in is that of a site beside it. A badge stands on pages of others. */
function addressesOf(examples: PageExamples, loginUrl: string): readonly Address[] {
  const { open } = examples;
  return [
    ...sitePages.map(
      ({ name, route, path }) => [name, route === '/login' ? loginUrl : origin + path(examples)] as const,
    ),
    ['badge', written('badge', `<p><img alt="state of ${open}" src="${origin}/status/${open}.svg"></p>`)],
    ['nothing', `${origin}/nothing`],
  ];
}

/** A page of its own, as a file; its address. */
function written(name: string, html: string): string {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}

/** Each report is a file of its own. */
async function writeReports(): Promise<readonly Address[]> {
  const english = tongueOf('en');
  const servers = ['social.stadt.example', 'kept.stadt.example', 'missed.stadt.example'];
  const all = {
    availability: availabilityFormats.html(await availabilityExample(servers), english),
    defederation: defederationFormats.html(defederationExample(true), english),
    licence: licenceFormats.html(everyVerdict(), english),
  };
  return Object.entries(all).map(([name, html]) => [`report-${name}`, written(`report-${name}`, html)]);
}

/** A site over an empty store that asks who one is. */
async function siteWithLogin() {
  const path = mkdtempSync(join(tmpdir(), 'fediscope-pictures-'));
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const store = await openStore({ path }, { log, clock: systemClock });
  const oidc = { issuer: 'https://login.example', clientId: 'fediscope', claim: 'groups', roles: {} };
  const site = await siteOf(depsOf(store, { auth: { keptTokens: [], oidc } }));
  const close = async () => {
    await site.close();
    await store.close();
    rmSync(path, { recursive: true });
  };
  return { url: `${site.url}/login`, close };
}

/** Both schemes, on a screen and on a phone; a phone's page is longer. */
const looks = [
  { colorScheme: 'light', width: 1200, most: 2_600, ending: 'light' },
  { colorScheme: 'dark', width: 1200, most: 2_600, ending: 'dark' },
  { colorScheme: 'light', width: 390, most: 3_200, ending: 'light-phone' },
  { colorScheme: 'dark', width: 390, most: 3_200, ending: 'dark-phone' },
] as const;

async function takeAll(browser: Browser, all: readonly Address[]): Promise<void> {
  for (const look of looks) {
    const { colorScheme, width } = look;
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const [name, url] of all) await take(page, { ...look, name, url });
    await context.close();
  }
}

interface Picture {
  readonly name: string;
  readonly url: string;
  readonly width: number;
  /** Pixels; what is below is cut off. */
  readonly most: number;
  readonly ending: string;
}

async function take(page: Page, { name, url, width, most, ending }: Picture): Promise<void> {
  await page.goto(url);
  const isShown = inReadme.includes(`${name}-${ending}`);
  const length = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const clip = { x: 0, y: 0, width, height: isShown ? 900 : Math.min(length, most) };
  await page.screenshot({ path: join(folder, `${name}-${ending}.png`), fullPage: true, clip });
}

mkdirSync(folder, { recursive: true });
const reports = await writeReports();
const login = await siteWithLogin();
const demo = spawn(process.execPath, ['bin/fediscope.ts', 'demo', '--port', String(port)], {
  cwd: import.meta.dirname,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  for await (const line of createInterface(demo.stdout)) if (line.includes(origin)) break;
  demo.stdout.resume();
  await outage();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const all = [...addressesOf(await examplesOf(), login.url), ...reports];
  await takeAll(browser, all).finally(() => browser.close());
  for (const name of inReadme) copyFileSync(join(folder, `${name}.png`), join(shown, `${name}.png`));
} finally {
  await login.close();
  demo.kill('SIGINT');
  if (demo.exitCode === null) await once(demo, 'exit');
}
