import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { openEmbedded } from '../../../../store/engine/embedded.ts';
import { clientOptions, type Engine, engineOver } from '../../../../store/engine/engine.ts';
import { byPartition } from '../../../../store/latest.ts';
import { storeOver } from '../../../../store/open.ts';
import { clock } from '../../../store/examples.ts';
import { depsOf, siteOf } from '../site.ts';

const token = 'a token of an administrator';

/** An engine that only reads, over the endpoint of a site, with ClickHouse's own client. */
function readerAt(url: string): Engine {
  const { date_time_output_format, output_format_json_quote_64bit_integers } =
    clientOptions.clickhouse_settings;
  const client = createClient({
    ...{ url, pathname: '/clickhouse', password: token, use_multipart_params_auto: true },
    clickhouse_settings: { date_time_output_format, output_format_json_quote_64bit_integers },
    log: { level: ClickHouseLogLevel.OFF },
  });
  const lane = { client, queue: <T>(work: () => Promise<T>) => work() };
  return engineOver('server', { light: lane, heavy: lane, guarded: lane, close: () => client.close() });
}

/** A store twice over one engine. `direct`: as `openStore`. `through`: it writes likewise, while every SELECT that it reads with goes through the endpoint. `answered`: how many did. */
export async function openReadThrough({ path }: { readonly path: string }) {
  const engine = await openEmbedded(path);
  const direct = storeOver(engine, clock);
  const site = await siteOf(depsOf(direct, { auth: { tokens: [token] } }));
  const reader = readerAt(site.url);
  let answered = 0;
  const rows = async <T>(query: Parameters<Engine['rows']>[0]): Promise<readonly T[]> => {
    // The endpoint has this setting already, and takes none in a statement.
    const found = await reader.rows<T>({ ...query, sql: query.sql.replace(byPartition, '') });
    answered += 1;
    return found;
  };
  const close = async () => {
    await reader.close();
    await site.close();
    await engine.close();
  };
  const through = storeOver({ ...engine, rows, rowsInTurn: rows }, clock);
  return { direct, through, answered: () => answered, close };
}

/** The ways to read a store that tests of reads take, by what a test is called. */
export const ways = [
  ['by itself', 'direct'],
  ["through the endpoint, by ClickHouse's own client", 'through'],
] as const;
