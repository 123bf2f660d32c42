import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';

/** Where pictures of every page go; those that the README shows are kept beside it. */
const folder = join(import.meta.dirname, 'dist', 'pictures');
const shown = join(import.meta.dirname, 'docs', 'pictures');
const inReadme = ['now-light', 'server-light', 'relations-dark'];

const down = 'open.fedi.test';
const pages = [
  ['now', '/'],
  ['alerts', '/alerts'],
  ['server', `/servers/${down}`],
  ['relations', '/relations'],
  ['relation', '/relations/embattled.fedi.test/echo-one.fedi.test'],
  ['defederation', '/defederation'],
  ['defederation-server', '/servers/embattled.fedi.test/defederation'],
  ['reviews', '/reviews'],
  ['sre', '/findings/sre'],
  ['trust-safety', '/findings/trust-safety'],
  ['legal', '/findings/legal'],
  ['rules', '/rules'],
  ['ourselves', '/ourselves'],
  ['search', '/search?q=fedi'],
  ['about', '/about'],
] as const;

const port = 8_297;
const origin = `http://127.0.0.1:${port}`;
/** Its outage has begun and was confirmed by then, also on a busy machine. */
const patienceMs = 300_000;

/** Waits until an alert fires for the server that goes down. @throws {Error} when none comes. */
async function outage(): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  for (;;) {
    const answer = await fetch(`${origin}/servers/${down}?format=json`, { signal });
    const { findings } = (await answer.json()) as { findings: readonly { rule: string; outcome: string }[] };
    if (findings.some(({ rule, outcome }) => rule === 'availability.confirmed' && outcome === 'failed'))
      return;
    await pause(2_000, undefined, { signal });
  }
}

async function takeAll(browser: Browser): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    for (const [name, path] of pages) {
      await page.goto(origin + path);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
    await context.close();
  }
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
