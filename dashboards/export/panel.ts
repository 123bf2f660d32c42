import { PanelBuilder as BarsBuilder } from '@grafana/grafana-foundation-sdk/barchart';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import {
  type Panel as GrafanaPanel,
  type GridPos,
  MappingType,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as GraphBuilder } from '@grafana/grafana-foundation-sdk/nodegraph';
import { PanelBuilder as NumberBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as LinesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { Panel, PanelKind, Thresholds, Unit } from '../panels/panel.ts';
import { dataSource, grafanaQuery } from './query.ts';

/** Source: Grafana, `valueFormats`. */
const units: Readonly<Record<Unit, string>> = {
  count: 'short',
  percent: 'percent',
  milliseconds: 'ms',
  seconds: 's',
  bytes: 'bytes',
  'per-second': 'ops',
  none: 'none',
};

const builders = {
  number: NumberBuilder,
  series: LinesBuilder,
  bars: BarsBuilder,
  table: TableBuilder,
  timeline: TimelineBuilder,
  graph: GraphBuilder,
} as const satisfies Readonly<Record<PanelKind, unknown>>;

/** Where a panel stands on its board. */
export interface Place {
  /** From 1, and no other panel of the board has it. */
  readonly id: number;
  readonly at: GridPos;
}

/** A panel as Grafana draws it. */
export function grafanaPanel(panel: Panel, { id, at }: Place): Builder<GrafanaPanel> {
  const built = builderOf(panel)
    .id(id)
    .title(panel.title)
    .description(`${panel.question}\n\nWhat to do: ${panel.action}`)
    .datasource(dataSource)
    .gridPos(at)
    .unit(units[panel.unit])
    .noValue('nothing in this window')
    .thresholds(thresholdsOf(panel.thresholds))
    .withTarget(grafanaQuery(panel));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills this in
  return hasSeries(panel) ? built.displayName('${__field.labels.series}') : built;
}

function builderOf({ kind }: Panel) {
  if (kind === 'bars') return new BarsBuilder().orientation(VizOrientation.Horizontal);
  const options = { 1: { text: 'Up', color: 'green' }, 0: { text: 'Down', color: 'red' } };
  if (kind === 'timeline')
    return new TimelineBuilder().mappings([{ type: MappingType.ValueToText, options }]);
  return new builders[kind]();
}

/** Whether lines are named by the column `series`. */
function hasSeries({ kind, sql }: Panel): boolean {
  return (kind === 'series' || kind === 'timeline') && / AS series\b/.test(sql);
}

/** Steps go upwards, each from its value on; the first has none. */
function thresholdsOf(thresholds: Thresholds | undefined): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(stepsOf(thresholds));
}

function stepsOf(thresholds: Thresholds | undefined): Threshold[] {
  if (thresholds === undefined) return [{ value: null, color: 'blue' }];
  const { worse, warning, critical } = thresholds;
  if (worse === 'above')
    return [
      { value: null, color: 'green' },
      { value: warning, color: 'orange' },
      ...(critical === undefined ? [] : [{ value: critical, color: 'red' }]),
    ];
  const bad = [
    { value: null, color: 'red' },
    { value: critical ?? warning, color: 'orange' },
    { value: warning, color: 'green' },
  ];
  return critical === undefined ? [{ value: null, color: 'orange' }, ...bad.slice(2)] : bad;
}
