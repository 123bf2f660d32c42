/** A question for what there is, as the SELECT that answers it. `about`: a SELECT from the table that it is about, which has to be allowed as well. */
export interface CatalogueQuestion {
  readonly select: string;
  readonly about?: string;
}

/** A text in quotes, as the engine writes it. */
const quoted = /'(?:[^'\\]|\\.)*'/.source;
const showTables = new RegExp(`^SHOW TABLES(?: FROM (\\w+))?(?: LIKE (${quoted}))?$`);
const describeTable = /^DESCRIBE TABLE (?:(\w+)\.)?(\w+)$/;

/**
 * What clients ask in statements that are no SELECT, before they can offer tables and columns to people. `text`: as the engine writes a statement anew.
 * Undefined: it is another statement. Source: ClickHouse docs, "SHOW" and "DESCRIBE TABLE"; grafana/clickhouse-datasource, CHDatasource.ts.
 */
export function catalogueQuestion(text: string, database: string): CatalogueQuestion | undefined {
  if (text === 'SHOW DATABASES') return { select: 'SELECT name FROM system.databases ORDER BY name' };
  const tables = showTables.exec(text);
  if (tables !== null) return tablesOf(tables[1] ?? database, tables[2]);
  const described = describeTable.exec(text);
  return described === null ? undefined : columnsOf(described[1] ?? database, described[2] ?? '');
}

function tablesOf(database: string, like: string | undefined): CatalogueQuestion {
  const named = like === undefined ? '' : ` AND name LIKE ${like}`;
  return { select: `SELECT name FROM system.tables WHERE database = '${database}'${named} ORDER BY name` };
}

function columnsOf(database: string, table: string): CatalogueQuestion {
  return {
    select: `SELECT name, type, default_kind AS default_type, default_expression, comment, compression_codec AS codec_expression, '' AS ttl_expression
FROM system.columns WHERE database = '${database}' AND table = '${table}' ORDER BY position`,
    about: `SELECT 1 FROM ${database}.${table}`,
  };
}
