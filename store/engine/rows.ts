import type { ClickHouseClient } from '@clickhouse/client';
import type { Query } from './engine.ts';

/** Reads the rows of one SELECT. They can be gone through once. */
export type ReadRows = <T>(client: ClickHouseClient, query: Query) => Promise<Iterable<T>>;

/** The rows that a server sends: all of them, as an error may come behind the first. */
export async function rowsSent<T>(
  client: ClickHouseClient,
  { sql, parameters }: Query,
): Promise<readonly T[]> {
  const result = await client.query({
    query: sql,
    format: 'JSONEachRow',
    ...(parameters === undefined ? {} : { query_params: { ...parameters } }),
  });
  return result.json<T>();
}

/**
 * The rows of an engine in this process, which gives its whole answer as bytes: each is parsed when it is asked for. The client would make a text of every
 * row first, and hold them all until the last one is parsed.
 */
export async function rowsGiven<T>(client: ClickHouseClient, query: Query): Promise<Iterable<T>> {
  return parsed<T>(await bytesOf(client, { ...query, sql: `${query.sql}\nFORMAT JSONEachRow` }));
}

/** What a SELECT that names its format answers. */
export async function bytesOf(client: ClickHouseClient, { sql, parameters = {} }: Query): Promise<Buffer> {
  const { stream } = await client.exec({ query: sql, query_params: { ...parameters } });
  const chunks: readonly Buffer[] = await stream.toArray();
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

const lineFeed = 0x0a;

/** Lines of JSON. Who asked vouches for the type. */
function* parsed<T>(bytes: Buffer): Generator<T> {
  try {
    for (let start = 0; start < bytes.length; ) {
      const found = bytes.indexOf(lineFeed, start);
      const end = found < 0 ? bytes.length : found;
      if (end > start) yield JSON.parse(bytes.toString('utf8', start, end));
      start = end + 1;
    }
  } finally {
    release(bytes);
  }
}

/** Bytes lie outside of the heap, so the collector sees few objects and comes late: answers of sixteen batches of servers waited for it, 64 MB. */
function release({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteLength > 0 && buffer.byteLength === byteLength) buffer.transfer(0);
}
