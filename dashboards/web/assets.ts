import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import type { WebEnv } from './deps.ts';

const stylesheet = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const keys = readFileSync(new URL('./keys.js', import.meta.url), 'utf8');

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Where the stylesheet is; another content has another path, so it may be cached for good. */
export const stylesheetPath = `/assets/${digestOf(stylesheet)}.css`;

/** Where the script of the review queue is. */
export const keysPath = `/assets/${digestOf(keys)}.js`;

/** Two servers and the ties between them, in the accent colour. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#1d4f91"/><g stroke="#fff" stroke-width="2"><path d="M9 20 16 9l7 11z" fill="none"/></g><g fill="#fff"><circle cx="9" cy="20" r="3.2"/><circle cx="23" cy="20" r="3.2"/><circle cx="16" cy="9" r="3.2"/></g></svg>`;

const forGood = 'public, max-age=31536000, immutable';

/** Serves the stylesheet, the script and the icon. */
export function serveAssets(app: Hono<WebEnv>): void {
  app.get(stylesheetPath, (context) =>
    context.body(stylesheet, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': forGood,
    }),
  );
  app.get(keysPath, (context) =>
    context.body(keys, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': forGood,
    }),
  );
  app.get('/assets/icon.svg', (context) =>
    context.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }),
  );
}
