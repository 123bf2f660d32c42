import type { Hono } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';
import { refuse } from './trouble.ts';

/** The evidence of one finding as a signed bundle, to download. */
export function serveBundle(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/bundles/:id', async (context) => {
    const bundle = await deps.bundle?.(context.req.param('id'));
    if (bundle === undefined) return refuse(context, deps, 'not-kept');
    return context.body(new Uint8Array(bundle.bytes), 200, {
      'Content-Type': 'application/x-tar',
      'Content-Disposition': `attachment; filename="${bundle.name}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    });
  });
}
