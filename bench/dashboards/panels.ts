import { isDeepStrictEqual } from 'node:util';
import { panels } from '../../dashboards/boards/index.ts';
import type { Panel } from '../../dashboards/panels/panel.ts';
import { type PanelQuestion, type PanelRow, panelValues, readPanel } from '../../dashboards/panels/read.ts';
import { instant } from '../../model/clock.ts';
import { rawFormOf } from '../../test/dashboards/panels/raw-forms.ts';
import type { Ground } from '../analyze/ground.ts';
import type { Measure } from '../measure.ts';
import { atMost, type Cost, costOf, cpuOf, ranked, stated } from './statistics.ts';

const runs = { panel: 21, raw: 3, floor: 7 } as const;
const targetMs = 300;
/** A raw form that takes longer is asked once, CPU milliseconds. */
const longMs = 3_000;
const twentyYearsMs = 20 * 365 * 86_400_000;
/** Panels look at the last day; some at more of them. */
const looksBack: Readonly<Record<string, number>> = { 'delivery-clock': 10 };

/** What each panel costs, by id. */
export type PanelCosts = ReadonlyMap<string, Cost>;

/** Every panel, asked as its board asks it first: the last day, all servers, all customers. */
export async function costPanels({ store }: Ground, asked: PanelQuestion): Promise<PanelCosts> {
  const times = new Map<string, Cost>();
  for (const panel of panels)
    times.set(panel.id, await costOf(() => readPanel(store, panel, asked), runs.panel));
  const said = [...times].map(([id, { cpuMs }]) => `${id} ${ms(cpuMs)}`);
  console.log(`CPU: ${said.join(', ')}`);
  return times;
}

/** What was timed with a tenth of the history, of so many days, and with all of it. */
interface Timed {
  readonly few: PanelCosts;
  readonly many: PanelCosts;
  readonly fewDays: number;
}

/** What came of them: against the raw form of their question, and against themselves with a tenth of the history. */
export async function judgePanels(
  ground: Ground,
  asked: PanelQuestion,
  { few, many, fewDays }: Timed,
): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const panel of panels) {
    const times = many.get(panel.id);
    const tenth = few.get(panel.id);
    if (times === undefined || tenth === undefined) throw new Error(`${panel.id} was not timed`);
    measures.push(
      await againstRaw(ground, panel, { asked, times }),
      grown(panel, { times, tenth, fewDays }),
      stated(`${panel.id}, p95`, times.p95Ms, {
        unit: 'ms',
        against: `a target of ${targetMs} ms: ${times.p95Ms <= targetMs ? 'met' : 'missed'}`,
      }),
    );
  }
  return measures;
}

/** Every panel whose raw form reads a window against that form, with another window than boards begin with. `window`: in words. */
export async function judgeWindow(
  ground: Ground,
  asked: PanelQuestion,
  window: string,
): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const panel of panels.filter((each) => 'sql' in rawFormOf(each) && each.parameters.includes('from'))) {
    const times = await costOf(() => readPanel(ground.store, panel, asked), runs.raw);
    const judged = await againstRaw(ground, panel, { asked, times });
    measures.push({ ...judged, measure: `${judged.measure}, over ${window}` });
  }
  return measures;
}

function grown(
  { id }: Panel,
  { times, tenth, fewDays }: { readonly times: Cost; readonly tenth: Cost; readonly fewDays: number },
): Measure {
  const name = `${id} with ten times the history`;
  const ratio = times.cpuMs / tenth.cpuMs;
  const against = `${ms(tenth.cpuMs)}, now ${ms(times.cpuMs)}`;
  const days = looksBack[id] ?? 1;
  if (days > fewDays)
    return stated(name, ratio, {
      unit: 'times',
      against: `${against}; no goal at this size, as it looks at ${days} days`,
    });
  return atMost(name, ratio, { most: 1.5, unit: 'times', against });
}

async function againstRaw(
  { store, engine }: Ground,
  panel: Panel,
  { asked, times }: { readonly asked: PanelQuestion; readonly times: Cost },
): Promise<Measure> {
  const raw = rawFormOf(panel);
  const name = `${panel.id} against its raw form`;
  if ('none' in raw)
    return stated(`${panel.id}, median CPU`, times.cpuMs, {
      unit: 'ms',
      against: `no raw form: ${raw.none}`,
    });
  const { sql } = raw;
  const { rawMs, refused, rows: answer } = await costRaw(() => readPanel(store, { ...panel, sql }, asked));
  const floor = await costOf(() => readPanel(store, panel, longBefore(asked)), runs.floor);
  const read = await rowsRead(engine, panel, asked);
  const share = (100 * times.cpuMs) / rawMs;
  const isSame = answer === undefined || isDeepStrictEqual(answer, await readPanel(store, panel, asked));
  const against = [
    `${ms(rawMs)}${refused === undefined ? '' : `, then refused (${refused})`}, the panel ${ms(times.cpuMs)}`,
    `${read} rows read, ${ms(floor.cpuMs)} where there are none`,
    ...(isSame ? [] : ['the answers differ']),
  ].join('; ');
  console.log(`${panel.id}: ${share.toFixed(1)} % of ${against}`);
  const judged = atMost(name, share, { most: 5, unit: '%', against });
  return { ...judged, holds: judged.holds === true && isSame };
}

/** The same question of a time in which there was nothing: what is left is to understand it. */
function longBefore({ from, to, ...asked }: PanelQuestion): PanelQuestion {
  const earlier = (at: string) => instant(Date.parse(at) - twentyYearsMs);
  return { ...asked, from: earlier(from), to: earlier(to) };
}

/** Rows that the engine reads for a panel. */
async function rowsRead(engine: Ground['engine'], panel: Panel, asked: PanelQuestion): Promise<number> {
  const lane = await engine.clients?.({
    date_time_output_format: 'iso',
    output_format_json_quote_64bit_integers: '0',
  });
  if (lane === undefined) return Number.NaN;
  const bytes = await lane.bytes({
    sql: `${panel.sql} FORMAT JSON`,
    parameters: panelValues(panel, asked),
  });
  // The engine's own format: it says what it did below the rows.
  const told: { readonly statistics: { readonly rows_read: number } } = JSON.parse(bytes.toString());
  return told.statistics.rows_read;
}

interface RawCost {
  readonly rawMs: number;
  readonly refused?: string;
  /** What it answered. */
  readonly rows?: readonly PanelRow[];
}

/** CPU milliseconds. A raw form may need more than a question may take: then it took at least what it was let. */
async function costRaw(ask: () => Promise<readonly PanelRow[]>): Promise<RawCost> {
  const all: number[] = [];
  let rows: readonly PanelRow[] | undefined;
  for (let run = 0; run < runs.raw; run += 1) {
    let refused: string | undefined;
    const cpuMs = await cpuOf(async () => {
      try {
        rows = await ask();
      } catch (error) {
        refused = /\b[A-Z]+(?:_[A-Z]+)+\b/.exec(String(error))?.[0] ?? 'error';
      }
    });
    if (refused !== undefined) return { rawMs: cpuMs, refused };
    all.push(cpuMs);
    if (cpuMs > longMs) break;
  }
  return { rawMs: ranked(all, 0.5), ...(rows !== undefined && { rows }) };
}

const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms CPU`;
