import type { Line } from '../../panels/shape.ts';
import type { ChartOption } from './chart.ts';
import { edgesOf, shortName, type TimeSpan } from './chart-options.ts';

/** A stretch of time of one row: which row, begin and end in epoch milliseconds, and whether it was up. */
type Stretch = readonly [row: number, fromMs: number, toMs: number, up: number];

/** Rows of stretches. Down is a high block, up a thin line, so that colour alone tells nothing. */
export function timelineOption(lines: readonly Line[], window?: TimeSpan): ChartOption {
  const stepMs = stepOf(lines);
  const data = lines.flatMap(({ points }, row) =>
    points.map(([atMs, up]): Stretch => [row, atMs, atMs + stepMs, up]),
  );
  return {
    grid: { left: 24, right: 210, top: 4, bottom: 28 },
    xAxis: {
      ...edgesOf(window),
      ...{ type: 'time', axisLabel: { color: 'var(--muted)', hideOverlap: true } },
      ...{ axisLine: { lineStyle: { color: 'var(--line)' } } },
    },
    yAxis: {
      // Beside what is now: a narrow screen shows that edge.
      ...{
        type: 'category',
        position: 'right',
        offset: 0,
        inverse: true,
        axisTick: { show: false },
        axisLine: { show: false },
      },
      ...{ axisLabel: { color: 'var(--text)' }, data: lines.map(({ name }) => shortName(name)) },
    },
    series: { type: 'custom', silent: true, clip: true, encode: { x: [1, 2], y: 0 }, data, renderItem },
  };
}

/** The distance of points: the least between two of a row. One point alone stands for five minutes. */
function stepOf(lines: readonly Line[]): number {
  const distances = lines.flatMap(({ points }) =>
    points.slice(1).map(([atMs], index) => atMs - (points[index]?.[0] ?? atMs)),
  );
  const gaps = distances.filter((distance) => distance > 0);
  return gaps.length === 0 ? 300_000 : Math.min(...gaps);
}

/** What ECharts hands to a custom series. Source: ECharts, `series-custom.renderItem`. */
interface Drawing {
  value(dimension: number): number;
  coord(point: readonly [number, number]): readonly [number, number];
}

function renderItem(_: unknown, drawing: Drawing): object {
  const row = drawing.value(0);
  const [left, middle] = drawing.coord([drawing.value(1), row]);
  const [right] = drawing.coord([drawing.value(2), row]);
  const isUp = drawing.value(3) === 1;
  const height = isUp ? 4 : 16;
  return {
    type: 'rect',
    shape: { x: left, y: middle - height / 2, width: Math.max(1, right - left), height },
    style: { fill: isUp ? 'var(--good)' : 'var(--bad)' },
  };
}
