import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { instant } from '../../model/clock.ts';
import { type Analyzing, prepareAnalyzer } from '../analyzing.ts';
import { type Crawling, prepareCrawler } from '../crawling.ts';
import { exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import type { LogLevel } from '../log.ts';
import { showCrawl } from '../progress.ts';
import { Refusal, systemCode } from '../refusal.ts';
import { keepUp } from '../reviews/upkeep.ts';
import { checkListen } from '../serving.ts';
import type { Session } from '../session.ts';
import { passOnce, servePages, standing, stopParts, withLog } from '../up.ts';
import { castServers, demoConfiguration } from './cast.ts';
import { checkHint } from './hint.ts';
import { pastOf, replayLists, type Theatre } from './history.ts';
import { type OutageTimes, playOutage, usualOutage } from './outage.ts';
import { replayPast } from './past.ts';
import { demoSummary } from './summary.ts';

/** What `demo` was asked to do. */
export interface DemoRequest {
  readonly port: number;
  readonly data?: string;
  readonly once?: boolean;
  /** The URL of an Alertmanager. Absent: alerts are told to nobody. */
  readonly alertmanager?: string;
  /** True: only a few servers that are well. */
  readonly small?: boolean;
  /** Time between two visits of a hosted server, in milliseconds. Absent: 20 s. */
  readonly everyMs?: number;
  /** Absent: as usual. */
  readonly outage?: OutageTimes;
  readonly logLevel: LogLevel;
}

/** On loopback a connection comes soon or never, also on a busy machine; answers may take six seconds. */
const patience = {
  connectTimeoutMs: 3_000,
  idleTimeoutMs: 8_000,
  totalTimeoutMs: 15_000,
  maxWaitMs: 1_000,
} as const;

/** Rules over time are asked more often than elsewhere: who watches a demo does not wait for minutes. */
const mostFleetEveryMs = 10_000;
const usualEveryMs = 20_000;

/** A server that stays well, for who wants to check one. */
const hintedHost = 'secure.fedi.test';

/** What is shown, and when its server goes down. */
interface Show extends Theatre {
  readonly outage: OutageTimes;
}

/** Starts a fediverse on this machine, watches it with the real crawler, store and rules, and takes everything down at the end. */
export async function runDemo(request: DemoRequest, session: Session): Promise<void> {
  const listen = `127.0.0.1:${request.port}`;
  const origin = `http://${listen}`;
  if (request.once !== true) await checkListen(listen);
  const { fediverse, scenarios } = await openTheatre(origin, request.small === true);
  const data =
    request.data === undefined ? await mkdtemp(join(tmpdir(), 'fediscope-demo-')) : resolve(request.data);
  const { alertmanager, outage = usualOutage, everyMs = usualEveryMs } = request;
  const configuration = demoConfiguration(fediverse, {
    scenarios,
    origin,
    listen,
    data,
    everyMs,
    ...(alertmanager !== undefined && { alertmanager }),
  });
  try {
    const flags = { logLevel: request.logLevel };
    const ground = { configuration, served: request.once !== true };
    const finished = await standing(ground, flags, session, (foundation) =>
      play(foundation, { fediverse, scenarios, outage }, request.once === true),
    );
    if (request.once === true && !finished) session.end(exitCodes.unjudged);
  } finally {
    await fediverse.close();
    if (request.data === undefined) await rm(data, { recursive: true, force: true });
  }
}

/** The test fediverse belongs to the source, not to the published package. */
async function openTheatre(monitorOrigin: string, small: boolean): Promise<Theatre> {
  try {
    const { startFediverse } = await import('../../test/fediverse/fediverse.ts');
    const { quickScenarios, smallScenarios } = await import('../../test/scenarios/index.ts');
    const scenarios = small ? smallScenarios : quickScenarios;
    const only = small ? { only: scenarios.map(({ host }) => host) } : {};
    return { fediverse: await startFediverse({ monitorOrigin, ...only }), scenarios };
  } catch (cause) {
    if (systemCode(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new Refusal(
      'the demo is not part of the published package',
      'run it from a checkout: npm ci && npm run demo',
      {
        cause,
      },
    );
  }
}

async function play(foundation: Foundation, theatre: Show, once: boolean): Promise<void> {
  const { scenarios } = theatre;
  const isNew = (await foundation.store.servers()).length === 0;
  const servers = castServers(scenarios, instant(foundation.clock.now()));
  const crawling = await prepareCrawler(foundation, { servers, patience });
  const analyzing = await prepareAnalyzer(foundation, { mostEveryMs: mostFleetEveryMs });
  const parts = { crawling, analyzing };
  await using _end = { [Symbol.asyncDispose]: () => stopParts(parts) };
  if (isNew) await replayLists(crawling, theatre, foundation.session.stop);
  const past: Past = (stop) => (isNew ? replayPast(pastOf(crawling, scenarios), crawling, stop) : undefined);
  if (once) await playOnce(foundation, parts, past);
  else await playOn(foundation, parts, { theatre, past });
}

type Both = { readonly crawling: Crawling; readonly analyzing: Analyzing };
/** Replays what was before. Undefined: that is known already. */
type Past = (stop: AbortSignal) => Promise<void> | undefined;

async function playOnce({ session, store, clock }: Foundation, parts: Both, past: Past): Promise<void> {
  const { terminal } = session;
  const progress = showCrawl(parts.crawling.crawler, { terminal, clock, plainFirst: true });
  try {
    await past(session.stop);
    await passOnce(parts, session.stop);
  } finally {
    progress.end();
  }
  const [servers, observations, findings] = await Promise.all([
    store.servers(),
    store.latest(),
    store.currentFindings(),
  ]);
  session.terminal.out(demoSummary({ servers, observations, findings }, session.terminal));
}

/** The past and the outage are over with the pages, also where these cannot be served. */
async function playOn(
  foundation: Foundation,
  parts: Both,
  { theatre, past }: { readonly theatre: Show; readonly past: Past },
): Promise<void> {
  const { clock, configuration, session } = foundation;
  const { terminal } = session;
  const over = new AbortController();
  const stop = AbortSignal.any([session.stop, over.signal]);
  const { fediverse, outage: times } = theatre;
  terminal.out(checkHint(fediverse, hintedHost));
  const progress = showCrawl(parts.crawling.crawler, { terminal, clock, plainFirst: true });
  const beside = [
    past(stop),
    playOutage({ fediverse, origin: configuration.monitor.origin, terminal, stop, times }),
  ];
  const pages = keepUp(foundation, (log) => servePages(foundation, withLog(parts, log)));
  try {
    await Promise.all([pages, ...beside]);
  } finally {
    progress.end();
    over.abort();
    await Promise.allSettled(beside);
  }
}
