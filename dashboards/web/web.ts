import { Hono } from 'hono';
import { serveAssets } from './assets.ts';
import type { WebDeps, WebEnv } from './deps.ts';
import { safeHeaders } from './guard/headers.ts';
import { checkHost } from './guard/host.ts';
import { createSessions } from './guard/sessions.ts';
import { checkWho } from './guard/who.ts';
import { checkWrites } from './guard/writes.ts';
import { serveAbout } from './pages/about.ts';
import { serveAlert } from './pages/alert.ts';
import { serveAlerts } from './pages/alerts.ts';
import { serveBundle } from './pages/bundle.ts';
import { serveDefederation } from './pages/defederation.ts';
import { serveDeploys } from './pages/deploys.ts';
import { serveFindings } from './pages/findings.ts';
import { serveKept } from './pages/kept.ts';
import { serveLicence } from './pages/licence.ts';
import { serveLogin } from './pages/login.ts';
import { serveMetrics } from './pages/metrics.ts';
import { serveNetwork } from './pages/network.ts';
import { serveOverview } from './pages/overview.ts';
import { servePublic } from './pages/public.ts';
import { serveRecheck } from './pages/recheck.ts';
import { serveReviews } from './pages/reviews.ts';
import { serveRules } from './pages/rules.ts';
import { serveServer } from './pages/server.ts';
import { refuse } from './pages/trouble.ts';

/** The built-in site: guards first, then one function for each page. */
export function createWeb(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const sessions = createSessions();
  app.use(safeHeaders, checkHost(deps), checkWho(deps, sessions), checkWrites(deps));
  serveAssets(app);
  serveOverview(app, deps);
  serveAlerts(app, deps);
  serveAlert(app, deps);
  serveServer(app, deps);
  serveDefederation(app, deps);
  serveLicence(app, deps);
  serveNetwork(app, deps);
  serveReviews(app, deps);
  serveFindings(app, deps);
  serveRules(app, deps);
  serveKept(app, deps);
  serveBundle(app, deps);
  serveAbout(app, deps);
  servePublic(app, deps);
  serveLogin(app, deps, sessions);
  serveRecheck(app, deps);
  serveDeploys(app, deps);
  serveMetrics(app, deps);
  app.notFound((context) => refuse(context, deps, 'no-such-page'));
  app.onError((error, context) => {
    deps.log.error('a page could not be made', { path: context.req.path, error: error.stack });
    return refuse(context, deps, 'our-fault');
  });
  return app;
}
