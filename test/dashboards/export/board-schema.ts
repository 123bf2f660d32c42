import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { z } from 'zod';
import { panelSchemas } from './panel-schema.ts';
import { dataSourceSchema } from './query-schema.ts';

/**
 * A variable that is filled by a question. Grafana's own schema leaves it open for members of single kinds of variables: `definition` is that of a question,
 * and `auto`, `auto_min` and `auto_count` are those of an interval, which its SDK writes for every kind.
 */
const variable = z.strictObject({
  type: z.literal('query'),
  name: z.string().regex(/^\w+$/),
  label: z.string(),
  skipUrlSync: z.boolean(),
  query: z.string().min(1),
  definition: z.string().min(1),
  datasource: dataSourceSchema,
  current: z.strictObject({ selected: z.boolean(), text: z.string(), value: z.string() }),
  multi: z.boolean(),
  allowCustomValue: z.boolean(),
  refresh: z.enum(dashboard.VariableRefresh),
  includeAll: z.boolean(),
  allValue: z.string(),
  auto: z.literal(false),
  auto_min: z.string(),
  auto_count: z.int(),
});

/** A moment as Grafana reads it: so long before now. */
const relativeTime = z.string().regex(/^now(-\d+[smhdwMy])?$/);

/**
 * The parts of Grafana's dashboards that our boards use, and nothing else: a member that is not here is a mistake. Grafana ships no schema that a test can
 * read; this one is by hand, from `grafana/grafana`, `kinds/dashboard/dashboard_kind.cue` (the classic model, schema 42) and the docs, "Dashboard JSON model",
 * read 2026-11-22. Sets of words are those of its SDK.
 */
export const boardSchema = z.strictObject({
  uid: z
    .string()
    .min(8)
    .max(40)
    .regex(/^[\w-]+$/),
  title: z.string().min(1),
  description: z.string(),
  tags: z.array(z.string()),
  timezone: z.literal('utc'),
  editable: z.boolean(),
  graphTooltip: z.enum(dashboard.DashboardCursorSync),
  fiscalYearStartMonth: z.int().min(0).max(11),
  refresh: z.string().regex(/^\d+[smhd]$/),
  schemaVersion: z.literal(42),
  time: z.strictObject({ from: relativeTime, to: relativeTime }),
  templating: z.strictObject({ list: z.array(variable).optional() }),
  annotations: z.strictObject({}),
  panels: z.array(z.discriminatedUnion('type', panelSchemas)).min(1),
});
