import type { Panel, Thresholds } from './panel.ts';
import type { PanelCell, PanelRow } from './read.ts';

/** One line of a chart: a point in time, epoch milliseconds, and its value. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [atMs: number, value: number])[];
}

/** One bar. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

/** How bad a value is by its panel's thresholds. */
export type Grade = 'fine' | 'warning' | 'critical';

/** The lines of a `series` or `timeline` answer, in the order in which they first appear. Points without a value are left out. */
export function linesOf(rows: readonly PanelRow[]): readonly Line[] {
  const lines = new Map<string, [number, number][]>();
  for (const { time, ...row } of rows)
    for (const [name, value] of valuesOf(row)) {
      const points = lines.get(name) ?? [];
      lines.set(name, points);
      if (typeof value === 'number') points.push([Date.parse(String(time)), value]);
    }
  return [...lines].map(([name, points]) => ({ name, points }));
}

function valuesOf(row: PanelRow): readonly (readonly [name: string, value: PanelCell])[] {
  const { series, value } = row;
  return series === undefined || value === undefined ? Object.entries(row) : [[String(series), value]];
}

/** The bars of a `bars` answer: its first column names, its second counts. */
export function barsOf(rows: readonly PanelRow[]): readonly Bar[] {
  return rows.map((row) => {
    const [name, value] = Object.values(row);
    return { name: String(name ?? ''), value: Number(value ?? 0) };
  });
}

/** The value of a `number` answer. Absent: there is none yet. */
export function numberOf([row]: readonly PanelRow[]): number | undefined {
  const [value] = Object.values(row ?? {});
  return typeof value === 'number' ? value : undefined;
}

/** How bad one value is. Without thresholds: fine. */
export function gradeOf(value: number, thresholds: Thresholds | undefined): Grade {
  if (thresholds === undefined) return 'fine';
  const { worse, warning, critical } = thresholds;
  const reaches = (bound: number) => (worse === 'above' ? value >= bound : value < bound);
  if (critical !== undefined && reaches(critical)) return 'critical';
  return reaches(warning) ? 'warning' : 'fine';
}

/** How bad an answer is: the worst of what it shows now, which is the last point of each line. Tables, timelines and graphs have no grade. */
export function worstGrade(panel: Panel, rows: readonly PanelRow[]): Grade {
  const grades = shownNow(panel, rows).map((value) => gradeOf(value, panel.thresholds));
  if (grades.includes('critical')) return 'critical';
  return grades.includes('warning') ? 'warning' : 'fine';
}

function shownNow({ kind }: Panel, rows: readonly PanelRow[]): readonly number[] {
  switch (kind) {
    case 'number':
      return [numberOf(rows) ?? []].flat();
    case 'bars':
      return barsOf(rows).map(({ value }) => value);
    case 'series':
      return linesOf(rows).flatMap(({ points }) => points.at(-1)?.[1] ?? []);
    case 'table':
    case 'timeline':
    case 'graph':
      return [];
  }
}
