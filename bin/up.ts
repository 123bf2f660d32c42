import type { Configuration } from '../model/configuration.ts';
import { type Analyzing, prepareAnalyzer } from './analyzing.ts';
import { writeCompiled } from './compiled.ts';
import { type Crawling, crawlOnce, prepareCrawler } from './crawling.ts';
import { dormantSettings } from './dormant.ts';
import { exitCodes } from './exit-code.ts';
import { type Flags, type Foundation, openFoundation } from './foundation.ts';
import { aborted, Interrupted } from './interrupt.ts';
import { showCrawl } from './progress.ts';
import type { OwnReviewLog } from './reviews/log.ts';
import { keepUp } from './reviews/upkeep.ts';
import { exposureOf, startWeb } from './serving.ts';
import type { Session } from './session.ts';
import { openTelemetry } from './telemetry/telemetry.ts';

/** What `up` is asked to do. `once`: one full pass, then the end. */
export interface UpRequest {
  readonly configuration: Configuration;
  readonly once: boolean;
}

/** The parts of a running monitor; each command runs some of them. */
export interface Parts {
  readonly crawling?: Crawling;
  readonly analyzing?: Analyzing;
  /** Absent: another process writes the review log. */
  readonly reviews?: OwnReviewLog;
}

/** Crawl, analyze and serve; ends when the session is stopped, or with `once` after one pass. */
export async function runUp(
  { configuration, once }: UpRequest,
  flags: Flags,
  session: Session,
): Promise<void> {
  exposureOf(configuration);
  const finished = await standing({ configuration, served: !once }, flags, session, async (foundation) => {
    // First, so that a receiver that cannot be is told before anything is asked of servers.
    const analyzing = await prepareAnalyzer(foundation);
    await using _judging = { [Symbol.asyncDispose]: () => analyzing.stop() };
    const crawling = await prepareCrawler(foundation);
    const parts = { crawling, analyzing };
    await using _end = { [Symbol.asyncDispose]: () => stopParts(parts) };
    const { terminal, stop } = session;
    const progress = showCrawl(crawling.crawler, { terminal, clock: foundation.clock });
    try {
      if (once) await passOnce(parts, stop);
      else await keepUp(foundation, (log) => servePages(foundation, withLog(parts, log)));
    } finally {
      progress.end();
    }
  });
  if (once && !finished) session.end(exitCodes.unjudged);
}

/** One full pass: every server visited, everything stored, everything judged. @throws {Interrupted} when told to stop before. */
export async function passOnce(
  { crawling, analyzing }: Required<Omit<Parts, 'reviews'>>,
  stop: AbortSignal,
): Promise<void> {
  await crawlOnce(crawling, stop);
  await analyzing.catchUp();
}

/** Only the crawler. */
export async function runCrawl(configuration: Configuration, flags: Flags, session: Session): Promise<void> {
  await standing({ configuration, served: false }, flags, session, async (foundation) => {
    const crawling = await prepareCrawler(foundation);
    await using _end = { [Symbol.asyncDispose]: () => crawling.stop() };
    crawling.crawler.start();
    const { terminal, stop } = session;
    const progress = showCrawl(crawling.crawler, { terminal, clock: foundation.clock });
    await aborted(stop);
    progress.end();
  });
}

/** Only the analyzer. */
export async function runAnalyze(
  configuration: Configuration,
  flags: Flags,
  session: Session,
): Promise<void> {
  await standing({ configuration, served: false }, flags, session, async (foundation) => {
    const analyzing = await prepareAnalyzer(foundation);
    await using _end = { [Symbol.asyncDispose]: () => analyzing.stop() };
    analyzing.start();
    await aborted(session.stop);
  });
}

/** Only the pages. */
export async function runServe(configuration: Configuration, flags: Flags, session: Session): Promise<void> {
  exposureOf(configuration);
  await standing({ configuration, served: true }, flags, session, (foundation) =>
    keepUp(foundation, (log) => servePages(foundation, withLog({}, log))),
  );
}

/** The parts with the review log, where this process writes it. */
export function withLog(parts: Parts, reviews: OwnReviewLog | undefined): Parts {
  return reviews === undefined ? parts : { ...parts, reviews };
}

/** What a command stands on. `served`: it has pages. */
export interface Ground {
  readonly configuration: Configuration;
  readonly served: boolean;
}

/** Opens the store around some work, and closes it whatever happens. False: the work was interrupted. */
export async function standing(
  { configuration, served }: Ground,
  flags: Flags,
  session: Session,
  work: (foundation: Foundation) => Promise<void>,
): Promise<boolean> {
  const foundation = await openFoundation(configuration, flags, session);
  warnOfDormant(foundation);
  const { telemetry: settings, monitor } = configuration;
  const { vantage } = monitor;
  const telemetry = await openTelemetry({ settings, served, release: session.release, vantage });
  let finished = true;
  try {
    await work({ ...foundation, telemetry });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    finished = false;
  } finally {
    await telemetry.close();
    await foundation.store.close();
  }
  session.end(exitCodes.fine);
  return finished;
}

function warnOfDormant({ configuration, log }: Foundation): void {
  const settings = dormantSettings(configuration);
  if (settings.length > 0) log.warn('set, but this version does not act on it', { settings });
}

/** Serves the pages and lets the parts run until the session is stopped. */
export async function servePages(foundation: Foundation, parts: Parts): Promise<void> {
  const { session } = foundation;
  const { crawling, analyzing } = parts;
  const web = await startWeb(foundation, parts);
  try {
    // Before the crawler starts: files are written while nothing else waits.
    writeCompiled();
    crawling?.crawler.start();
    analyzing?.start();
    session.terminal.out(`Fediscope ${session.release.version}: ${web.url}\n`);
    await aborted(session.stop);
  } finally {
    // At the same time: a reader who lingers must not keep visits going.
    await Promise.all([web.close(), crawling?.stop()]);
  }
}

/** Ends the parts, in the order in which data flows. */
export async function stopParts({ crawling, analyzing }: Parts): Promise<void> {
  await crawling?.stop();
  await analyzing?.stop();
}
