import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { z } from 'zod';
import { dataSourceSchema, querySchema } from './query-schema.ts';

/** The first step has no value, the others go upwards. Source: `dashboard_kind.cue`, `#ThresholdsConfig`. */
const thresholds = z.strictObject({
  mode: z.enum(dashboard.ThresholdsMode),
  steps: z
    .array(z.strictObject({ value: z.number().nullable(), color: z.string().min(1) }))
    .min(1)
    .refine((steps) => steps[0]?.value === null && steps.slice(1).every(({ value }) => value !== null))
    .refine((steps) =>
      steps.every(({ value }, index) => index < 2 || (value ?? 0) > (steps[index - 1]?.value ?? 0)),
    ),
});

/** Source: `dashboard_kind.cue`, `#ValueMap`. */
const valueMap = z.strictObject({
  type: z.literal(dashboard.MappingType.ValueToText),
  options: z.record(z.string(), z.strictObject({ text: z.string(), color: z.string() })),
});

/** Source: `grafana/grafana`, `packages/grafana-data/src/valueFormats/categories.ts`: of its units those that panels have. */
const unit = z.enum(['short', 'percent', 'ms', 's', 'bytes', 'ops', 'none']);

/** How values are drawn. `custom`: what only one kind of panel knows. Source: `dashboard_kind.cue`, `#FieldConfigSource`. */
function fieldConfig<Custom extends z.ZodType>(custom: Custom) {
  const defaults = z.strictObject({
    unit,
    noValue: z.string(),
    thresholds,
    displayName: z.string().optional(),
    mappings: z.array(valueMap).optional(),
    custom,
  });
  return z.strictObject({ defaults, overrides: z.tuple([]) });
}

/** One kind of panel. Source: `dashboard_kind.cue`, `#Panel` and `#GridPos`. */
function panel<Type extends string, Options extends z.ZodType, Custom extends z.ZodType>(
  type: Type,
  { options, custom }: { readonly options: Options; readonly custom: Custom },
) {
  return z.strictObject({
    type: z.literal(type),
    id: z.int().min(1),
    title: z.string().min(1),
    description: z.string(),
    transparent: z.boolean(),
    repeatDirection: z.enum(['h', 'v']),
    datasource: dataSourceSchema,
    gridPos: z.strictObject({
      h: z.int().min(1),
      w: z.int().min(1).max(24),
      x: z.int().min(0).max(23),
      y: z.int().min(0),
    }),
    targets: z.array(querySchema).length(1),
    fieldConfig: fieldConfig(custom),
    options,
  });
}

/** Source of these two: `grafana/grafana`, `packages/grafana-schema/src/common/mudball.cue`, `VizLegendOptions` and `VizTooltipOptions`. */
const legend = z.strictObject({
  displayMode: z.enum(common.LegendDisplayMode),
  placement: z.enum(common.LegendPlacement),
  showLegend: z.boolean(),
  calcs: z.array(z.string()),
});
const tooltip = z.strictObject({ mode: z.enum(common.TooltipDisplayMode), sort: z.enum(common.SortOrder) });

/** Nothing of its own. */
const none = z.strictObject({}).optional();
const share = z.number().min(0).max(1);

/** Source of each: `grafana/grafana`, `public/app/plugins/panel/<type>/panelcfg.cue`, with `mudball.cue` and `table.cue` of `common`. */
export const panelSchemas = [
  panel('stat', {
    options: z.strictObject({
      graphMode: z.enum(common.BigValueGraphMode),
      colorMode: z.enum(common.BigValueColorMode),
      justifyMode: z.enum(common.BigValueJustifyMode),
      textMode: z.enum(common.BigValueTextMode),
      wideLayout: z.boolean(),
      showPercentChange: z.boolean(),
      percentChangeColorMode: z.enum(common.PercentChangeColorMode),
      reduceOptions: z.strictObject({ calcs: z.array(z.string()) }),
      orientation: z.enum(common.VizOrientation),
    }),
    custom: none,
  }),
  panel('timeseries', { options: z.strictObject({ legend, tooltip }), custom: none }),
  panel('barchart', {
    options: z.strictObject({
      orientation: z.enum(common.VizOrientation),
      barRadius: z.number().min(0).max(0.5),
      xTickLabelRotation: z.int().min(-90).max(90),
      xTickLabelMaxLength: z.int().min(0),
      xTickLabelSpacing: z.int(),
      stacking: z.enum(common.StackingMode),
      showValue: z.enum(common.VisibilityMode),
      barWidth: share,
      groupWidth: share,
      legend,
      tooltip,
      fullHighlight: z.boolean(),
    }),
    custom: z.strictObject({
      lineWidth: z.int().min(0).max(10),
      fillOpacity: z.int().min(0).max(100),
      gradientMode: z.enum(common.GraphGradientMode),
    }),
  }),
  panel('table', {
    options: z.strictObject({
      frameIndex: z.int().min(0),
      showHeader: z.boolean(),
      showTypeIcons: z.boolean(),
      footer: z.strictObject({ show: z.boolean(), reducer: z.array(z.string()), countRows: z.boolean() }),
      cellHeight: z.enum(common.TableCellHeight),
    }),
    custom: z.strictObject({ align: z.enum(common.FieldTextAlignment), inspect: z.boolean() }),
  }),
  panel('state-timeline', {
    options: z.strictObject({
      showValue: z.enum(common.VisibilityMode),
      rowHeight: share,
      mergeValues: z.boolean(),
      alignValue: z.enum(common.TimelineValueAlignment),
      perPage: z.int().min(1),
      legend,
      tooltip,
    }),
    custom: z.strictObject({
      lineWidth: z.int().min(0).max(10),
      fillOpacity: z.int().min(0).max(100),
    }),
  }),
  panel('nodeGraph', { options: z.strictObject({}), custom: none }),
] as const;
