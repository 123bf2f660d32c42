import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import type { WebEnv } from './deps.ts';

const stylesheet = readFileSync(new URL('./style.css', import.meta.url), 'utf8');
const digest = createHash('sha256').update(stylesheet).digest('hex').slice(0, 16);

/** Where the stylesheet is; another content has another path, so it may be cached for good. */
export const stylesheetPath = `/assets/${digest}.css`;

/** Two servers and the ties between them, in the accent colour. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#1d4f91"/><g stroke="#fff" stroke-width="2"><path d="M9 20 16 9l7 11z" fill="none"/></g><g fill="#fff"><circle cx="9" cy="20" r="3.2"/><circle cx="23" cy="20" r="3.2"/><circle cx="16" cy="9" r="3.2"/></g></svg>`;

/** Serves the stylesheet and the icon. */
export function serveAssets(app: Hono<WebEnv>): void {
  app.get(stylesheetPath, (context) =>
    context.body(stylesheet, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  app.get('/assets/icon.svg', (context) =>
    context.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }),
  );
}
