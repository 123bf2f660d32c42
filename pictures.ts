import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where pictures of every page go; those that the README shows are kept beside it. */
const folder = join(import.meta.dirname, 'dist', 'pictures');
const shown = join(import.meta.dirname, 'docs', 'pictures');
const inReadme = ['now-light', 'server-light', 'relations-dark'];

const down = 'open.fedi.test';
const pages: readonly (readonly [name: string, path: string])[] = [
  ['now', '/'],
  ['alerts', '/alerts'],
  ['alert', '/alerts/:alert'],
  ['incident', '/incidents/:incident'],
  ['server', `/servers/${down}`],
  ['licence', '/servers/switched.fedi.test/licence'],
  ['relations', '/relations'],
  ['relation', '/relations/embattled.fedi.test/echo-one.fedi.test'],
  ['defederation', '/defederation'],
  ['defederation-week', '/defederation/weeks'],
  ['defederation-server', '/servers/embattled.fedi.test/defederation'],
  ['reviews', '/reviews'],
  ['sre', '/findings/sre'],
  ['trust-safety', '/findings/trust-safety'],
  ['legal', '/findings/legal'],
  ['boards', '/boards'],
  ['board-now', '/boards/now'],
  ['board-server', `/boards/server?server=${down}`],
  ['board-relations', '/boards/relations'],
  ['board-defederation', '/boards/defederation'],
  ['board-licence', '/boards/licence'],
  ['board-ourselves', '/boards/ourselves'],
  ['rules', '/rules'],
  ['rule', '/rules/actor.vary'],
  ['observation', '/observations/:observation'],
  ['ourselves', '/ourselves'],
  ['search', '/search?q=fedi'],
  ['audit', '/audit'],
  ['about', '/about'],
  ['nothing', '/nothing'],
];
/** A report is a file of its own. */
const report = pathToFileURL(
  join(import.meta.dirname, 'test', 'dashboards', 'reports', 'golden', 'availability.en.html'),
).href;

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

/** Addresses of every page, with ids that this run has. */
async function addresses(): Promise<readonly (readonly [name: string, url: string])[]> {
  const [{ alerts, incidents }, { latest }] = await Promise.all([
    json<{ readonly alerts: Ids; readonly incidents: Ids }>('/alerts'),
    json<{ readonly latest: Ids }>(`/servers/${down}`),
  ]);
  const id = (ids: Ids) => encodeURIComponent(ids[0]?.id ?? 'none');
  const filled = (path: string) =>
    path
      .replace(':alert', id(alerts))
      .replace(':incident', id(incidents))
      .replace(':observation', id(latest));
  return [...pages.map(([name, path]) => [name, origin + filled(path)] as const), ['report', report]];
}

/** Both schemes, on a screen and on a phone; a phone's page is longer. */
const looks = [
  { colorScheme: 'light', width: 1200, most: 2_600, ending: 'light' },
  { colorScheme: 'dark', width: 1200, most: 2_600, ending: 'dark' },
  { colorScheme: 'light', width: 390, most: 3_200, ending: 'light-phone' },
  { colorScheme: 'dark', width: 390, most: 3_200, ending: 'dark-phone' },
] as const;

async function takeAll(browser: Browser): Promise<void> {
  const all = await addresses();
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
const demo = spawn(process.execPath, ['bin/fediscope.ts', 'demo', '--port', String(port)], {
  cwd: import.meta.dirname,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  for await (const line of createInterface(demo.stdout)) if (line.includes(origin)) break;
  demo.stdout.resume();
  await outage();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  await takeAll(browser).finally(() => browser.close());
  for (const name of inReadme) copyFileSync(join(folder, `${name}.png`), join(shown, `${name}.png`));
} finally {
  demo.kill('SIGINT');
  if (demo.exitCode === null) await once(demo, 'exit');
}
