import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { serveAssets } from './assets.ts';
import { serveClickHouse } from './clickhouse/serve.ts';
import type { WebDeps, WebEnv } from './deps.ts';
import { keepActs } from './guard/acts.ts';
import { checkAccess, limitReads, limitWrites, noteAddress } from './guard/admit.ts';
import { customerDeps, customersOwn, takeOver } from './guard/customers.ts';
import { safeHeaders } from './guard/headers.ts';
import { checkHost } from './guard/host.ts';
import { createGuardState, type GuardState } from './guard/state.ts';
import { checkWho } from './guard/who.ts';
import { checkWrites, giveFormToken } from './guard/writes.ts';
import { serveAbout } from './pages/about.ts';
import { serveAlert } from './pages/alert.ts';
import { serveAlerts } from './pages/alerts.ts';
import { serveAudit } from './pages/audit.ts';
import { serveBoards } from './pages/boards.ts';
import { serveBundle } from './pages/bundle.ts';
import { serveDefederation } from './pages/defederation.ts';
import { serveDeploys } from './pages/deploys.ts';
import { serveDigest } from './pages/digest.ts';
import { serveFindings } from './pages/findings.ts';
import { serveKept } from './pages/kept.ts';
import { serveLicence } from './pages/licence.ts';
import { serveLogin } from './pages/login.ts';
import { serveMetrics } from './pages/metrics.ts';
import { serveNetwork } from './pages/network.ts';
import { serveNow } from './pages/now.ts';
import { serveOurselves } from './pages/ourselves.ts';
import { servePublic } from './pages/public.ts';
import { serveRebuttals } from './pages/rebuttal.ts';
import { serveRecheck } from './pages/recheck.ts';
import { serveRelation } from './pages/relation.ts';
import { serveRelations } from './pages/relations.ts';
import { serveReviews } from './pages/reviews.ts';
import { serveRules } from './pages/rules.ts';
import { serveSearch } from './pages/search.ts';
import { serveServer } from './pages/server.ts';
import { serveSignIn } from './pages/sign-in.ts';
import { serveStatus } from './pages/status.ts';
import { refuse } from './pages/trouble.ts';

/** The built-in site: guards first, then one function for each page. The people of a customer get a site of their own, over their part of the store. */
export function createWeb(deps: WebDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const state = createGuardState(deps);
  app.use(safeHeaders, checkHost(deps), noteAddress(deps));
  serveClickHouse(app, deps, state);
  // Pages with a token and a reader's words in one: our cookies are never sent from other sites, so nobody can try what makes such a page shorter.
  app.use(compress());
  app.use(checkWho(deps, state));
  app.use(customersOwn((customer) => customerSite(customerDeps(deps, customer), state)));
  return withPages(app, deps, state);
}

function customerSite(deps: WebDeps, state: GuardState): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.use(takeOver);
  return withPages(app, deps, state);
}

function withPages(app: Hono<WebEnv>, deps: WebDeps, state: GuardState): Hono<WebEnv> {
  app.use(giveFormToken(state), keepActs(state.acts), checkAccess(deps));
  app.use(limitReads(deps, state.limits), limitWrites(deps, state.limits), checkWrites(deps, state));
  serveAssets(app);
  serveNow(app, deps);
  serveAlerts(app, deps);
  serveAlert(app, deps);
  serveServer(app, deps);
  serveSearch(app, deps);
  serveRelations(app, deps);
  serveRelation(app, deps);
  serveDefederation(app, deps);
  serveRebuttals(app, deps, state);
  serveLicence(app, deps);
  serveNetwork(app, deps);
  serveDigest(app, deps);
  serveReviews(app, deps);
  serveFindings(app, deps);
  serveBoards(app, deps);
  serveRules(app, deps);
  serveKept(app, deps);
  serveBundle(app, deps);
  serveOurselves(app, deps);
  serveAbout(app, deps);
  servePublic(app, deps);
  serveLogin(app, deps, state);
  serveSignIn(app, deps, state);
  serveStatus(app, deps);
  serveAudit(app, deps);
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
