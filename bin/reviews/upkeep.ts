import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { instant } from '../../model/clock.ts';
import { signHead } from '../../model/review-head.ts';
import { makeDirectory } from '../../store/engine/directory.ts';
import { StoreUnavailable } from '../../store/engine/unavailable.ts';
import type { Foundation } from '../foundation.ts';
import { pseudonymiseRows } from './erase.ts';
import { type OwnReviewLog, openOwnReviewLog } from './log.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const lookMs = 10 * 60 * 1_000;

/** The daily work beside some other work, with the review log open as long as that lasts. Where another process writes the log, it does the daily work too, and there is no log here. */
export async function keepUp(
  foundation: Foundation,
  work: (log?: OwnReviewLog) => Promise<void>,
): Promise<void> {
  const log = await logUnlessTaken(foundation);
  if (log === undefined) {
    await work();
    return;
  }
  const upkeep = startUpkeep(foundation, log);
  try {
    await work(log);
  } finally {
    await upkeep.stop();
    await log.close();
  }
}

/** Around a shared ClickHouse server several processes may serve pages from one data directory. */
async function logUnlessTaken(foundation: Foundation): Promise<OwnReviewLog | undefined> {
  try {
    return await openOwnReviewLog(foundation);
  } catch (error) {
    if (!(error instanceof StoreUnavailable && error.reason === 'locked')) throw error;
    foundation.log.info('another process writes the review log; this one only reads it');
    return undefined;
  }
}

interface Upkeep {
  stop(): Promise<void>;
}

/** Does the work of the day now, and again on each new day (UTC). What fails is logged and tried again ten minutes later. */
function startUpkeep(foundation: Foundation, log: OwnReviewLog): Upkeep {
  let doneOn = '';
  const look = async (): Promise<void> => {
    const today = instant(foundation.clock.now()).slice(0, 10);
    if (today === doneOn) return;
    try {
      await dayOf(foundation, log);
      doneOn = today;
    } catch (error) {
      foundation.log.error('the daily upkeep failed; it is tried again', { error });
    }
  };
  let work = look();
  const timer = setInterval(() => {
    work = work.then(look);
  }, lookMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await work;
    },
  };
}

/** What is due on a day: what is too old goes, and the end of the review log is signed. */
export async function dayOf(foundation: Foundation, log: OwnReviewLog): Promise<void> {
  const { configuration, store, log: told } = foundation;
  const { retention: days, legalHolds } = configuration;
  const removed = await store.expire({ days, held: legalHolds.map(({ host }) => host) });
  if (removed.length > 0) told.info('removed what is older than it may be', { removed });
  if (days.reviews !== undefined) await hidePeople(foundation, log, days.reviews);
  await writeHead(foundation, log);
}

/** Rows about servers under legal hold keep their people. */
async function hidePeople(
  { store, clock, configuration }: Foundation,
  log: OwnReviewLog,
  days: number,
): Promise<void> {
  const before = instant(clock.now() - days * dayMs);
  const held = new Set(configuration.legalHolds.map(({ host }) => host));
  const due = (await store.reviews()).filter(
    ({ at, salts, by, subject }) =>
      at < before &&
      salts.by !== '' &&
      by !== ourName &&
      !(subject?.server !== undefined && held.has(subject.server)),
  );
  const text = `written more than ${days} days ago`;
  await pseudonymiseRows(due, { by: ourName, text }, { log, store });
}

/** Who does the upkeep, as the log names it. */
const ourName = 'fediscope';

/** Signs the end of the log and puts it where `verify-log --head` finds it. A log without rows has no head. */
async function writeHead({ configuration, clock }: Foundation, log: OwnReviewLog): Promise<void> {
  const head = await log.head();
  if (head === undefined) return;
  const folder = configuration.reviews.heads ?? join(configuration.store.path, 'heads');
  await makeDirectory(folder);
  const day = instant(clock.now()).slice(0, 10);
  const file = join(folder, `${head.chain}-${day}.json`);
  const handle = await open(`${file}.part`, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(signHead(head, log.privateKey), undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
}
