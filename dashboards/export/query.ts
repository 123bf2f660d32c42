import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { Panel, PanelParameter } from '../panels/panel.ts';

/** The data source that every board asks, as its provisioning names it. */
export const dataSource = { type: 'grafana-clickhouse-datasource', uid: 'fediscope-clickhouse' } as const;

/** A question to Grafana's ClickHouse data source. `format`: 0 for lines over time, 1 for a table. Source: grafana/clickhouse-datasource, `CHSqlQuery`. */
interface ClickHouseQuery extends Dataquery {
  refId: string;
  datasource: typeof dataSource;
  editorType: 'sql';
  rawSql: string;
  format: 0 | 1;
  queryType: 'timeseries' | 'table';
  pluginVersion: string;
}

/** The version of the data source whose queries these are. */
export const pluginVersion = '4.20.0';

/** What stands for a parameter in Grafana: exact to the millisecond, while the macros of the data source cut to seconds. Its window ends with the last millisecond, ours before `to`. */
const inGrafana: Readonly<Record<PanelParameter, string>> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills these in
  from: 'fromUnixTimestamp64Milli(${__from})',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills these in
  to: 'fromUnixTimestamp64Milli(${__to})',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills these in
  server: '${server:singlequote}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana fills these in
  customer: '${customer:singlequote}',
};

/** A panel's question as Grafana asks it. An answer that is named `edges` is a graph to it. Source: Grafana docs, "Node graph", "Data API". */
export function grafanaQuery({ sql, kind, parameters }: Panel): Builder<Dataquery> {
  const isOverTime = kind === 'series' || kind === 'timeline';
  const rawSql = parameters.reduce(
    (text, name) => text.replaceAll(new RegExp(`\\{${name}:[^}]+\\}`, 'g'), () => inGrafana[name]),
    sql,
  );
  const query: ClickHouseQuery = {
    refId: kind === 'graph' ? 'edges' : 'A',
    datasource: dataSource,
    editorType: 'sql',
    rawSql,
    format: isOverTime ? 0 : 1,
    queryType: isOverTime ? 'timeseries' : 'table',
    pluginVersion,
    _implementsDataqueryVariant() {},
  };
  return { build: () => query };
}
