import { z } from 'zod';

/** A reference to a data source. Source: `grafana/grafana`, `dashboard_kind.cue`, `#DataSourceRef`. */
export const dataSourceSchema = z.strictObject({
  type: z.literal('grafana-clickhouse-datasource'),
  uid: z.string().min(1),
});

/**
 * A question to the ClickHouse data source, in SQL. Lines over time are asked for twice: `format` is for its backend, `queryType` for Explore. Source:
 * `grafana/clickhouse-datasource`, `src/types/sql.ts`, `CHSqlQuery`, with `refId` and `datasource` of Grafana's `DataQuery`; read 2026-11-22.
 */
export const querySchema = z
  .strictObject({
    refId: z.string().min(1),
    datasource: dataSourceSchema,
    editorType: z.literal('sql'),
    rawSql: z.string().startsWith('SELECT').or(z.string().startsWith('WITH')),
    format: z.union([z.literal(0), z.literal(1)]),
    queryType: z.enum(['timeseries', 'table']),
    pluginVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  })
  .refine(({ format, queryType }) => (format === 0) === (queryType === 'timeseries'));
