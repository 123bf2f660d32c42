import { plannedWork } from '../analyzer/alerts/planned-work.ts';
import { fleetNews } from '../analyzer/news.ts';
import { candidateRefusals } from '../crawler/candidates/refusal.ts';
import type { Discovery } from '../crawler/discovery/discovery.ts';
import type { Auth, CandidateView, Listen, WebDeps } from '../dashboards/web/deps.ts';
import { refuseExposure } from '../dashboards/web/exposure.ts';
import { type ServedWeb, serveWeb, tryAddress } from '../dashboards/web/listen.ts';
import { createWeb } from '../dashboards/web/web.ts';
import { usualDigest } from '../model/configuration/digest.ts';
import type { Configuration } from '../model/configuration.ts';
import { keyText } from '../model/review-head.ts';
import { monitorKey } from '../store/monitor-key.ts';
import type { Crawling } from './crawling.ts';
import { bundleName, findingNamed, makeBundle } from './evidence/bundling.ts';
import { everyRule } from './fleet.ts';
import type { Foundation } from './foundation.ts';
import { knowledgeOf } from './knowledge.ts';
import { crawlUserAgent } from './net-options.ts';
import { objectivesOf } from './objectives.ts';
import { Refusal, systemCode } from './refusal.ts';
import type { OwnReviewLog } from './reviews/log.ts';
import { secretOf } from './secrets.ts';
import { sourceOf } from './source.ts';

/** Where the pages go and who may read them. @throws {Refusal} when they would be open to everyone. */
export function exposureOf({ web }: Configuration): { readonly listen: Listen; readonly auth?: Auth } {
  const listen = listenOf(web.listen);
  const auth = authOf(web);
  const refused = refuseExposure(listen, auth);
  if (refused !== undefined) {
    const [problem = refused, fix = 'listen on 127.0.0.1'] = refused.split(/: (?=\S+ )/, 2);
    throw new Refusal(problem, fix);
  }
  return auth === undefined ? { listen } : { listen, auth };
}

/** What the pages show besides the store, as far as this process has it. */
export interface Shown {
  readonly crawling?: Crawling;
  readonly reviews?: OwnReviewLog;
}

/** Serves the pages; with a crawler in the same process they show what it does, and with the review log reviews can be written. @throws {Refusal} when the port cannot be had. */
export async function startWeb(foundation: Foundation, { crawling, reviews }: Shown): Promise<ServedWeb> {
  const { configuration } = foundation;
  const exposure = exposureOf(configuration);
  const app = createWeb({
    ...exposure,
    ...(await websiteOf(foundation)),
    ...crawlerViews(crawling),
    ...metricsOf(foundation),
    bundle: bundleMaker(foundation),
    budgets: budgetsOf(foundation),
    ...(reviews !== undefined && { reviews }),
  });
  try {
    return await serveWeb(app, exposure.listen);
  } catch (cause) {
    throw unservable(configuration.web.listen, cause);
  }
}

/** Looks whether the pages could be served now: a command that has much to do before says so at once. @throws {Refusal} when they could not. */
export async function checkListen(listen: string): Promise<void> {
  try {
    await tryAddress(listenOf(listen));
  } catch (cause) {
    throw unservable(listen, cause);
  }
}

async function websiteOf(foundation: Foundation) {
  const { configuration, session, store, clock, log } = foundation;
  const knowledge = knowledgeOf(foundation);
  const { publicKey } = await monitorKey(configuration.store.path);
  const { monitor } = configuration;
  const { release } = session;
  const userAgent = crawlUserAgent(monitor.origin, release);
  const { requestsPerSecond, requestsPerVisit } = configuration.crawler.budgets.peer;
  const manners = { intervalMs: configuration.crawler.intervals.peer, requestsPerSecond, requestsPerVisit };
  return {
    store,
    hosted: hostedOf(configuration),
    digest: configuration.alerts.digest ?? usualDigest,
    planned: (from: number, to: number) => plannedWork(configuration, { from, to }),
    rules: everyRule(),
    clock,
    log,
    monitor: { ...monitor, userAgent, version: release.version, manners, key: keyText(publicKey) },
    source: sourceOf(release.root),
    news: fleetNews(store, clock, knowledge),
    software: knowledge.software,
  };
}

/** What is left of the month, reckoned as the alerts on it are. */
function budgetsOf(foundation: Foundation): NonNullable<WebDeps['budgets']> {
  const { configuration } = foundation;
  return objectivesOf(foundation, (from, to) => plannedWork(configuration, { from, to })).budgets;
}

/** One bundle at a time: each may hold many bodies in memory, and ask an authority. */
function bundleMaker(foundation: Foundation): NonNullable<WebDeps['bundle']> {
  let last: Promise<unknown> = Promise.resolve();
  return (id) => {
    const made = last.then(async () => {
      const finding = await findingNamed(id, foundation);
      if (finding === undefined) return undefined;
      return { name: bundleName(finding), bytes: (await makeBundle(finding, foundation)).bytes };
    });
    // A bundle that failed is told to who asked for it, not to the next one.
    last = made.catch(() => {});
    return made;
  };
}

function metricsOf({ telemetry }: Foundation): Pick<WebDeps, 'metrics'> {
  return telemetry?.metricsText === undefined ? {} : { metrics: telemetry.metricsText };
}

function crawlerViews(
  crawling: Crawling | undefined,
): Pick<WebDeps, 'recheck' | 'progress' | 'candidates' | 'spool'> {
  if (crawling === undefined) return {};
  const { crawler, discovery, spool } = crawling;
  return {
    spool: () => spool.depth(),
    recheck: async (host) => crawler.recheck(host),
    progress: () => {
      const { inFlight: visiting, waiting, visited } = crawler.progress();
      return { visiting, waiting, visited };
    },
    ...(discovery !== undefined && { candidates: () => candidateView(discovery) }),
  };
}

function candidateView(discovery: Discovery): CandidateView {
  const { refused, ...counts } = discovery.standing();
  const reasons = [...refused].toSorted((a, b) => b[1] - a[1]);
  return {
    ...counts,
    refused: reasons.map(([reason, times]) => ({ says: candidateRefusals[reason], times })),
  };
}

function listenOf(text: string): Listen {
  const split = text.lastIndexOf(':');
  return { address: text.slice(0, split).replace(/^\[|\]$/g, ''), port: Number(text.slice(split + 1)) };
}

function hostedOf({ hosted }: Configuration): NonNullable<WebDeps['hosted']> {
  return hosted.map(({ domain: host, customer, public: isPublic = false }) => ({
    host,
    isPublic,
    ...(customer !== undefined && { customer }),
  }));
}

function authOf({ auth, forwardedBy }: Configuration['web']): Auth | undefined {
  if (auth === undefined) return undefined;
  const { header, tokens, metrics, oidc } = auth;
  return {
    openMetrics: metrics === 'open',
    ...(forwardedBy !== undefined && { forwardedBy }),
    ...(header !== undefined && headerOf(header)),
    ...(tokens !== undefined && tokensOf(tokens)),
    ...(oidc !== undefined && { oidc: oidcOf(oidc) }),
  };
}

type ConfiguredAuth = NonNullable<Configuration['web']['auth']>;

function headerOf(header: NonNullable<ConfiguredAuth['header']>): Auth {
  const {
    name,
    trustedProxies: proxies,
    roles: users,
  } = { trustedProxies: undefined, roles: undefined, ...header };
  return { header: name, ...(proxies !== undefined && { proxies }), ...(users !== undefined && { users }) };
}

function tokensOf(tokens: NonNullable<ConfiguredAuth['tokens']>): Auth {
  return {
    tokens: tokens.flatMap((token) =>
      typeof token === 'string' ? [secretOf(token, 'web.auth.tokens')] : [],
    ),
    keptTokens: tokens.flatMap((token) => (typeof token === 'string' ? [] : [token])),
  };
}

function oidcOf({
  clientSecretEnv,
  ...oidc
}: NonNullable<ConfiguredAuth['oidc']>): NonNullable<Auth['oidc']> {
  if (clientSecretEnv === undefined) return oidc;
  return { ...oidc, clientSecret: secretOf(clientSecretEnv, 'web.auth.oidc.clientSecretEnv') };
}

const reasons: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  EADDRINUSE: [
    'is in use',
    'stop what listens there or choose another port (web.listen; the demo has --port)',
  ],
  EACCES: ['needs rights this process does not have', 'choose a port above 1023'],
  EADDRNOTAVAIL: ['is no address of this machine', 'choose one that is, such as 127.0.0.1:8080'],
  ENOTFOUND: ['is no address of this machine', 'choose one that is, such as 127.0.0.1:8080'],
};

function unservable(listen: string, cause: unknown): unknown {
  const reason = reasons[systemCode(cause) ?? ''];
  if (reason === undefined) return cause;
  return new Refusal(`cannot serve the pages: ${listen} ${reason[0]}`, reason[1], { cause });
}
