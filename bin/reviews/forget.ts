import type { Configuration } from '../../model/configuration.ts';
import { counted } from '../../model/counted.ts';
import type { Host } from '../../model/host.ts';
import { namesServer } from '../../model/review-subject.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Foundation, openSpoolOf } from '../foundation.ts';
import { Refusal } from '../refusal.ts';
import { eraseRows } from './erase.ts';
import { openOwnReviewLog } from './log.ts';

/** What `forget` was asked to do. `force`: also under legal hold, with a reason. */
export interface ForgetRequest {
  readonly host: Host;
  readonly force: boolean;
  readonly reason?: string;
  readonly by: string;
}

/** Removes what is stored of a host, empties what reviews say about it, whose hashes stay, and takes it out of the log of acts. The log says that it was done, not whom. */
export async function forget(request: ForgetRequest, foundation: Foundation): Promise<ExitCode> {
  const { store, session, configuration } = foundation;
  const { host, by, reason = 'no reason was given' } = request;
  const hold = await refuseHeld(request, foundation);
  await drainSpool(foundation);
  const log = await openOwnReviewLog(foundation);
  try {
    const rows = (await store.reviews()).filter(
      ({ subject }) => subject !== undefined && namesServer(subject, host),
    );
    const text = hold === undefined ? reason : `in spite of a legal hold (${hold}): ${reason}`;
    if (rows.length === 0)
      await log.append({ by, text, act: 'erased', subject: { kind: 'rows', id: 'none' } });
    await eraseRows(rows, { by, text }, { log, store });
    const removed = await store.forget(host);
    for (const { table, rows: count } of removed)
      session.terminal.out(`${table}: ${counted(count, 'row')} removed\n`);
    session.terminal.out(`reviews: ${counted(rows.length, 'row')} emptied; their hashes stay\n`);
    const acts = await store.forgetInActs(host);
    session.terminal.out(
      `acts: the server was taken out of ${counted(acts, 'row')}; who did what and when stays\n`,
    );
    if (removed.length === 0 && rows.length === 0 && acts === 0) session.terminal.err(untouched(host));
    session.terminal.err(returning(host, configuration));
  } finally {
    await log.close();
  }
  return exitCodes.fine;
}

/** Why the host is held, or a server whose findings rest on it. Undefined: none is. @throws {Refusal} when that forbids it. */
async function refuseHeld(
  { host, force, reason }: ForgetRequest,
  { configuration: { legalHolds }, store }: Foundation,
): Promise<string | undefined> {
  const held = legalHolds.map((each) => each.host);
  const [resting] = held.includes(host) ? [host] : await store.restingOn(host, held);
  const hold = legalHolds.find((each) => each.host === resting);
  if (hold === undefined) return undefined;
  if (force && reason !== undefined) return hold.reason;
  const problem =
    hold.host === host
      ? `${host} is under legal hold: ${hold.reason}`
      : `findings of ${hold.host} rest on what was seen at ${host}, and it is under legal hold: ${hold.reason}`;
  throw new Refusal(problem, 'take it out of legalHolds, or say --force and --reason');
}

/** What waits on disk would come back. */
async function drainSpool(foundation: Foundation): Promise<void> {
  const spool = await openSpoolOf(foundation);
  try {
    await spool.drain();
  } finally {
    await spool.close();
  }
}

/** Whoever was asked to erase a server must not believe that a typing error did it. */
function untouched(host: Host): string {
  return `fediscope: nothing was stored of ${host}, so nothing went; look for a typing error in the name\n`;
}

/** A word of warning where the host would be seen again. */
function returning(host: Host, { hosted, peers }: Configuration): string {
  const named = hosted.some(({ domain }) => domain === host) || peers.seeds.includes(host);
  const found = peers.discover && !peers.exclude.includes(host);
  if (!named && !found) return '';
  return `fediscope: ${host} will be seen again; ${named ? 'take it out of the configuration' : 'add it to peers.exclude'}\n`;
}
