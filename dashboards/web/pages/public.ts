import type { Hono } from 'hono';
import type { WebDeps, WebEnv } from '../deps.ts';

/** A name no evidence has; asking for it shows that the store answers. */
const nobody = '0'.repeat(64);

/** What everyone may fetch: the source that runs (AGPL section 13), and whether we live. */
export function servePublic(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/source.tar.gz', async (context) => {
    const tarball = await deps.source();
    return context.body(tarball instanceof ReadableStream ? tarball : new Uint8Array(tarball), 200, {
      'Content-Type': 'application/gzip',
      'Content-Disposition': 'attachment; filename="fediscope-source.tar.gz"',
    });
  });
  app.get('/healthz', async (context) => {
    const answers = await deps.store.evidence(nobody).then(
      () => true,
      () => false,
    );
    return answers ? context.text('ok\n') : context.text('the store does not answer\n', 503);
  });
}
