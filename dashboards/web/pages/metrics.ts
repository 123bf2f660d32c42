import type { Hono } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { refuse } from './trouble.ts';

/** What this process tells about itself, for Prometheus. Source: Prometheus text exposition format 0.0.4. */
export function serveMetrics(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/metrics', async (context) => {
    if (deps.metrics === undefined) return refuse(context, deps, 'no-such-page');
    const type = 'text/plain; version=0.0.4; charset=utf-8';
    return context.body(await deps.metrics(), 200, { 'Content-Type': type });
  });
}
