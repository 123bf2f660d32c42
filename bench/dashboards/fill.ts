import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from '../analyze/ground.ts';
import { type Crowd, type Documents, type Stretch, stretchInsert } from './history.ts';

/** Seconds that are waited for the engine's tidying. */
const mostWaits = 900;
/** Tables of the newest only, by their feeds: of what came before the last day nothing stays in them. */
const newestFeeds = ['latest_feed', 'schedule_feed', 'stated_sizes_feed'] as const;
const dayHours = 24;
/** Hours that are written in one go. Documents of older days are cut, so that more of them fit. */
const hoursAtOnce: Readonly<Record<Documents, number>> = { whole: 1, first: 1, cut: 6 };

/** The newest days, the oldest of them first, hour by hour as a crawler writes; the last, which panels look at, with whole documents. To fill the others so would take too long. */
export async function fillDays(
  ground: Ground,
  crowd: Crowd,
  { toMs, days }: { readonly toMs: number; readonly days: number },
): Promise<void> {
  const { engine } = ground;
  for (const feed of newestFeeds) await engine.command(`DETACH TABLE ${feed}`);
  await fill(ground, crowd, { toMs, from: days, to: 1, documents: 'first' });
  for (const feed of newestFeeds) await engine.command(`ATTACH TABLE ${feed}`);
  await fill(ground, crowd, { toMs, from: 1, to: 0, documents: 'whole' });
  for (const feed of newestFeeds) await engine.command(`DETACH TABLE ${feed}`);
  await tidied(ground);
}

/** Days before these, the oldest first, with documents that are cut: no question but that for certificates reads them, and its raw form becomes cheaper by it. */
export async function fillOlderDays(
  ground: Ground,
  crowd: Crowd,
  span: { readonly toMs: number; readonly from: number; readonly to: number },
): Promise<void> {
  await ground.engine.command('SYSTEM START MERGES');
  await fill(ground, crowd, { ...span, documents: 'cut' });
  await tidied(ground);
}

interface Filling extends Pick<Stretch, 'toMs' | 'documents'> {
  /** Days ago; the first of them, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

async function fill({ engine }: Ground, crowd: Crowd, { toMs, from, to, documents }: Filling): Promise<void> {
  const step = hoursAtOnce[documents];
  const begun = performance.now();
  for (let ago = from - 1; ago >= to; ago -= 1) {
    for (let hour = 0; hour < dayHours; hour += step)
      await engine.command(stretchInsert(crowd, { ago, hours: [hour, hour + step], toMs, documents }));
    const done = from - ago;
    const left = ((performance.now() - begun) / done) * (ago - to);
    if (done % 5 === 0 || ago === to)
      console.log(`filled ${done} of ${from - to} days, ${(left / 60_000).toFixed(1)} min left of these`);
  }
}

/** When the engine has put its parts together; nothing of that goes on while questions are measured. */
async function tidied({ engine }: Ground): Promise<void> {
  const merging = () => engine.rows({ sql: 'SELECT 1 FROM system.merges LIMIT 1' });
  const begun = performance.now();
  for (let waits = 0; waits < mostWaits && (await merging()).length > 0; waits += 1) await pause(1_000);
  await engine.command('SYSTEM STOP MERGES');
  const [seen] = await engine.rows<{ readonly rows: number; readonly parts: number; readonly gib: number }>({
    sql: `SELECT sum(rows) AS rows, count() AS parts, round(sum(bytes_on_disk) / 1073741824, 2) AS gib
      FROM system.parts WHERE active AND database = currentDatabase() AND table = 'observations'`,
  });
  const waited = ((performance.now() - begun) / 1_000).toFixed(0);
  console.log(
    `${seen?.rows} observations in ${seen?.parts} parts, ${seen?.gib} GiB; the engine was ready after ${waited} s`,
  );
}
