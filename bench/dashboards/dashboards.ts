import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PanelQuestion } from '../../dashboards/panels/read.ts';
import { instant } from '../../model/clock.ts';
import { type Ground, onGround, record } from '../analyze/ground.ts';
import { countOf } from '../count.ts';
import type { Measure } from '../measure.ts';
import { fillDays, fillOlderDays } from './fill.ts';
import { keepFleet } from './fleet.ts';
import { type Crowd, keepDocuments, rowsADay } from './history.ts';
import { measurePages } from './pages.ts';
import { costPanels, judgePanels, judgeWindow } from './panels.ts';
import { stated } from './statistics.ts';

const crowd: Crowd = { hosted: 100, peers: 30_000 };
const sizes = { least: 1_000_000, most: 100_000_000 } as const;
const dayMs = 86_400_000;
const daysOfWeek = 7;
const model = 'mastodon.fedi.test';

/** What panels and pages cost. `size`: observations, such as 10m, of 100 million at full size; with fewer, history is shorter and the servers are as many. */
export async function measureDashboards(size = '100m'): Promise<readonly Measure[]> {
  const rows = rowsOf(size);
  const toMs = Math.floor(Date.now() / 60_000) * 60_000;
  const days = Math.max(1, Math.round(rows / rowsADay(crowd)));
  console.log(
    `${crowd.hosted} hosted servers and ${crowd.peers} peers, ${rowsADay(crowd)} rows a day for ${days} days`,
  );
  const measured = await onGround(
    rows,
    async (ground) => {
      await record(ground);
      await ground.engine.command(keepDocuments(model));
      await keepFleet(ground, crowd, toMs);
      const panels = await measurePanels(ground, { toMs, days });
      return [...panels, ...(await measurePages(ground, toMs))];
    },
    async (path, measures) => [...measures, await idleMemory(path)],
  );
  return measured;
}

/** Observations as a person writes their number: 10m, 300k, or all digits. @throws {Error} when it is none, or there are too few or too many. */
function rowsOf(size: string): number {
  const rows = countOf(size);
  if (!(rows >= sizes.least && rows <= sizes.most))
    throw new Error('--size is a number of observations from 1m to 100m');
  return rows;
}

/** As an analyzer does it beside its other work. */
const always = { isWanted: () => true };

interface Span {
  readonly toMs: number;
  readonly days: number;
}

/** All panels with a tenth of the history, at least a day, and with all of it. */
async function measurePanels(ground: Ground, { toMs, days }: Span): Promise<readonly Measure[]> {
  const tenth = Math.ceil(days / 10);
  const asked: PanelQuestion = { from: instant(toMs - dayMs), to: instant(toMs) };
  await fillDays(ground, crowd, { toMs, days: tenth });
  await ground.store.countWork(always);
  const few = await costPanels(ground, asked);
  await fillOlderDays(ground, crowd, { toMs, from: days, to: tenth });
  await ground.store.countWork(always);
  const many = await costPanels(ground, asked);
  const measures = await judgePanels(ground, asked, { few, many, fewDays: tenth });
  if (days < daysOfWeek) return measures;
  const week = { from: instant(toMs - daysOfWeek * dayMs), to: asked.to };
  return [...measures, ...(await judgeWindow(ground, week, 'a week'))];
}

/** Of a process of its own, as this one has done much else. */
async function idleMemory(path: string): Promise<Measure> {
  const script = fileURLToPath(new URL('./idle.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
  return stated('idle memory', Number(stdout) / 2 ** 20, {
    unit: 'MiB',
    against: 'store and site in one process, half a minute after one page',
  });
}
