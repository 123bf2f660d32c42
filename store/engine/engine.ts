import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel } from '@clickhouse/client';
import { bytesOf, type ReadRows, rowsGiven, rowsSent } from './rows.ts';

/** Values for the `{name:Type}` places of a query. */
export type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

/** One SELECT. `heavy`: it may look at many servers, so it must not hold up writes and small reads. */
export interface Query {
  readonly sql: string;
  readonly parameters?: Parameters;
  readonly heavy?: boolean;
}

/** Rows on their way into one table, as JSON lines that name their columns. */
export interface Insert {
  readonly table: string;
  readonly columns: readonly string[];
  readonly body: Buffer;
  /** The engine drops a second insert with the same token. Absent: nothing is dropped, equal rows collapse by key. */
  readonly token?: string;
}

/** Runs work one after the other, or as the connection can; embedded ones serialise by themselves, but block a thread of the pool for each that waits. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** One way in: a client, and the queue in front of it. */
export interface Lane {
  readonly client: ClickHouseClient;
  readonly queue: Queue;
  /** A shorter way for rows than the client's. Absent: there is none. */
  readonly insert?: (insert: Insert) => Promise<void>;
}

/** How values are written for a client that asked. Names and values are those of ClickHouse's settings. */
export interface OutputForm {
  readonly date_time_output_format: 'simple' | 'iso' | 'unix_timestamp';
  readonly output_format_json_quote_64bit_integers: '0' | '1';
}

/** A lane for clients of others: as `guarded`, with ClickHouse's own defaults where `guardedSettings` has ours, and answers as bytes. */
export interface ClientLane {
  guarded: Engine['guarded'];
  explained: Engine['explained'];
  /** What a SELECT that names its format answers. */
  bytes(query: Omit<Query, 'heavy'>): Promise<Buffer>;
}

/** ClickHouse, wherever it runs. `light`: writes and small reads; `heavy`: reads over many servers; `guarded`: what others wrote. */
export interface Engine {
  readonly mode: 'embedded' | 'server';
  /** Rows as the query names them. The caller vouches for the type: it wrote the SELECT. */
  rows<T>(query: Query): Promise<readonly T[]>;
  /** As `rows`, to go through once: where the engine is in this process each row is parsed when its turn comes, and only its bytes are there before. */
  rowsInTurn<T>(query: Query): Promise<Iterable<T>>;
  /** As `rows`, where the engine itself refuses to write and to go beyond `guardedSettings`, whatever the statement says. */
  guarded<T>(query: Omit<Query, 'heavy'>): Promise<readonly T[]>;
  /** As `guarded` for an EXPLAIN: the lines it draws. */
  explained(query: Omit<Query, 'heavy'>): Promise<readonly string[]>;
  /** Absent: clients ask the server itself. */
  readonly clients?: (form: OutputForm) => Promise<ClientLane>;
  command(sql: string, parameters?: Parameters): Promise<void>;
  insert(insert: Insert): Promise<void>;
  close(): Promise<void>;
}

/** Our queries are many and their data few: to compile an expression, which the engine does at its third use, costs more than it saves. */
const uncompiled = {
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
} as const;

/** What every client is made with: bounds of each statement (one that needs more is a bug), instants as RFC 3339, and silence: who asked gets the error. */
export const clientOptions = {
  log: { level: ClickHouseLogLevel.OFF },
  clickhouse_settings: {
    ...uncompiled,
    max_execution_time: 60,
    max_memory_usage: '2000000000',
    date_time_output_format: 'iso',
    output_format_json_quote_64bit_integers: 0,
    // A statement that names a table twice reads it as it was at one moment; `latest.ts` counts on that.
    enable_shared_storage_snapshot_in_query: 1,
  },
} as const;

/**
 * What a statement of others may take. `readonly` is the last: from then on nothing, `SETTINGS` and `SET` included, changes any of them. A whole
 * fleet rule reads some hundred million rows at most and answers with one row a subject.
 */
export const guardedSettings = {
  ...uncompiled,
  // To make ready for a join on several threads costs more than our joins do: their right sides have a row a server.
  join_algorithm: 'hash',
  max_execution_time: 20,
  max_memory_usage: '1000000000',
  max_rows_to_read: '1000000000',
  max_result_rows: '20000',
  // Rows may be as wide as their writer likes, and all of them come to our memory at once.
  max_result_bytes: '50000000',
  result_overflow_mode: 'throw',
  function_range_max_elements_in_block: '1000000',
  do_not_merge_across_partitions_select_final: 1,
  // A result may be named like a column, as `outcome`: inside the query the column is meant.
  prefer_column_name_to_alias: 1,
  session_timezone: 'UTC',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  readonly: '1',
} as const;

/** Settings in the order they are set. */
export type GuardedSettings = Readonly<Record<keyof typeof guardedSettings, string | number>>;

/** An engine over lanes that end in the same database. */
export function engineOver(
  mode: Engine['mode'],
  lanes: {
    light: Lane;
    heavy: Lane;
    guarded: Lane;
    clients?: (form: OutputForm) => Promise<Lane>;
    close(): Promise<void>;
  },
): Engine {
  const { light, heavy, guarded, clients } = lanes;
  const read: ReadRows = mode === 'embedded' ? rowsGiven : rowsSent;
  const rowsInTurn = <T>(query: Query): Promise<Iterable<T>> => {
    const lane = query.heavy ? heavy : light;
    return lane.queue(() => read<T>(lane.client, query));
  };
  return {
    mode,
    rows: async <T>(query: Query) => [...(await rowsInTurn<T>(query))],
    rowsInTurn,
    guarded: guardedRows(guarded, read),
    explained: (query) => guarded.queue(() => cleared(guarded, () => readLines(guarded.client, query))),
    ...(clients !== undefined && { clients: async (form) => clientLane(await clients(form), read) }),
    command: async (sql, parameters) => {
      const query_params = parameters === undefined ? {} : { query_params: { ...parameters } };
      await light.queue(() => light.client.command({ query: sql, ...query_params }));
    },
    insert: (insert) => light.queue(() => light.insert?.(insert) ?? write(light.client, insert)),
    close: lanes.close,
  };
}

function guardedRows(lane: Lane, read: ReadRows): Engine['guarded'] {
  return async <T>(query: Query) => [
    ...(await lane.queue(() => cleared(lane, () => read<T>(lane.client, query)))),
  ];
}

function clientLane(lane: Lane, read: ReadRows): ClientLane {
  const ask = <T>(work: () => Promise<T>) => lane.queue(() => cleared(lane, work));
  return {
    guarded: guardedRows(lane, read),
    explained: (query) => ask(() => readLines(lane.client, query)),
    bytes: (query) => ask(() => bytesOf(lane.client, query)),
  };
}

/** An embedded connection keeps what is left of a statement that failed, and its memory, until the next one. */
async function cleared<T>({ client }: Lane, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Where even this fails, the first error says why.
    await rowsSent(client, { sql: 'SELECT 1' }).catch(() => undefined);
    throw error;
  }
}

/** To EXPLAIN AST the format belongs to the statement that is explained; the lines come as CSV whatever it says. */
async function readLines(
  client: ClickHouseClient,
  { sql, parameters = {} }: Query,
): Promise<readonly string[]> {
  const result = await client.query({ query: sql, format: 'CSV', query_params: { ...parameters } });
  const lines = (await result.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => line.replace(/^"|"$/g, '').replaceAll('""', '"'));
}

/**
 * Settings stand in the statement, never in `clickhouse_settings`: an embedded connection keeps those for all later statements,
 * and a token kept that way silently drops the next insert. `insert_deduplicate = 0` does nothing on one node, so a token nobody
 * used before says that equal rows are news.
 */
export function insertSettings(token: string = randomUUID()): Readonly<Record<string, string | number>> {
  return {
    async_insert: 0,
    insert_deduplication_token: token,
    deduplicate_blocks_in_dependent_materialized_views: 1,
  };
}

async function write(client: ClickHouseClient, { table, columns, body, token }: Insert): Promise<void> {
  const settings = Object.entries(insertSettings(token)).map(
    ([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${value}'`}`,
  );
  const query = `INSERT INTO ${table} (${columns.join(', ')}) SETTINGS ${settings.join(', ')} FORMAT JSONEachRow`;
  const { stream } = await client.exec({ query, values: Readable.from([body], { objectMode: false }) });
  await stream.resume().toArray();
}

/** One JSON line per row, named columns. Lone surrogates become U+FFFD: the engine stores UTF-8. */
export function jsonLines(rows: readonly object[]): Buffer {
  return Buffer.from(rows.map((row) => `${JSON.stringify(row, wellFormed)}\n`).join(''));
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** An RFC 3339 instant as a DateTime64(3) column takes it. @throws {RangeError} when it is none. */
export function columnInstant(instant: string): string {
  return new Date(instant).toISOString().slice(0, -1).replace('T', ' ');
}
