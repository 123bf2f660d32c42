import type { Panel, Thresholds, Unit } from '../../panels/panel.ts';
import { type Bar, gradeOf, type Line } from '../../panels/shape.ts';
import { reveal } from '../markup.ts';
import type { ChartOption } from './chart.ts';
import { quantity } from './quantity.ts';

/** How many lines and bars are drawn at most; the table has them all. */
export const mostLines = 12;
export const mostBars = 20;

const hues = 6;
const dashes = ['solid', 'dashed', 'dotted'] as const;
const muted = { color: 'var(--muted)' };
const ruled = { lineStyle: { color: 'var(--line)' } };

/** A name as charts show it: short, with its invisible characters spelled out, and never the name of a member that every object has. */
export function shortName(name: string): string {
  const shown = reveal(name);
  const short = shown.length > 32 ? `${shown.slice(0, 31)}…` : shown;
  // zrender 6 looks texts up in plain objects (core/LRU.js): "__proto__" would be found there, and changed for all objects of this process.
  return short in Object.prototype ? `${short}\u00a0` : short;
}

/** Lines over time. Colour and dashes together tell them apart. */
export function lineOption(
  lines: readonly Line[],
  { unit, thresholds }: Pick<Panel, 'unit' | 'thresholds'>,
  window?: TimeSpan,
): ChartOption {
  const named = lines.map(({ name }, index) => `${index + 1}. ${shortName(name)}`);
  return {
    ...timeAxes(unit, window),
    legend: {
      bottom: 0,
      type: 'plain',
      borderColor: 'none',
      textStyle: { color: 'var(--text)' },
      data: named,
      itemWidth: 28,
      itemGap: 24,
    },
    grid: { left: 64, right: 24, top: 16, bottom: 32 + 24 * Math.ceil(lines.length / 3) },
    series: lines.map(({ points }, index) => {
      const color = `var(--series-${(index % hues) + 1})`;
      const type = dashes[Math.floor(index / hues) % dashes.length];
      return {
        ...{
          name: named[index],
          type: 'line',
          silent: true,
          symbol: 'circle',
          symbolSize: 4,
          showSymbol: points.length < 40,
        },
        ...{ itemStyle: { color }, lineStyle: { color, type }, data: points },
        ...(index === 0 && thresholds !== undefined && { markLine: bounds(thresholds, unit) }),
      };
    }),
  };
}

/** From when to when a picture goes, RFC 3339. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

/** The edges of an axis of time. Absent: those of its points. */
export function edgesOf(window: TimeSpan | undefined): { readonly min?: number; readonly max?: number } {
  return window === undefined ? {} : { min: Date.parse(window.from), max: Date.parse(window.to) };
}

function timeAxes(unit: Unit, window: TimeSpan | undefined): ChartOption {
  const axisLabel = { ...muted, formatter: (value: number) => quantity(value, unit) };
  return {
    xAxis: { type: 'time', ...edgesOf(window), axisLabel: { ...muted, hideOverlap: true }, axisLine: ruled },
    yAxis: { type: 'value', axisLabel, splitLine: ruled, scale: unit === 'percent' },
  };
}

function bounds({ warning, critical }: Thresholds, unit: Unit): object {
  const line = (yAxis: number, color: string, position: 'insideEndTop' | 'insideEndBottom') => ({
    yAxis,
    lineStyle: { color, type: 'dashed' },
    label: { color, position, formatter: quantity(yAxis, unit) },
  });
  const data = [
    line(warning, 'var(--warn)', 'insideEndTop'),
    ...(critical === undefined ? [] : [line(critical, 'var(--bad)', 'insideEndBottom')]),
  ];
  return { silent: true, symbol: 'none', data };
}

/** Bars from the top down. The value stands beside the name: a narrow screen shows that edge, and a long bar would push it out. */
export function barOption(bars: readonly Bar[], { unit, thresholds }: Panel): ChartOption {
  const tones = { fine: 'var(--series-1)', warning: 'var(--warn)', critical: 'var(--bad)' };
  const values = bars.map(({ value }) => quantity(value, unit));
  return {
    grid: { left: barNames + barValues, right: 24, top: 4, bottom: 4 },
    xAxis: { type: 'value', show: false, min: (range: { min: number }) => Math.min(0, range.min) },
    yAxis: [
      column(
        bars.map(({ name }) => shortName(name)),
        barValues,
      ),
      column(values, 8),
    ],
    series: {
      ...{ type: 'bar', silent: true, barMaxWidth: 14 },
      data: bars.map(({ value }) => ({ value, itemStyle: { color: tones[gradeOf(value, thresholds)] } })),
    },
  };
}

const barNames = 210;
const barValues = 72;

/** Texts that end so far to the left of the bars. */
function column(data: readonly string[], margin: number): object {
  return {
    ...{ type: 'category', position: 'left', offset: 0, inverse: true, axisTick: { show: false } },
    ...{ axisLine: ruled, axisLabel: { color: 'var(--text)', interval: 0, margin }, data },
  };
}
