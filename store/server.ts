import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { clientOptions, type Engine, engineOver } from './engine.ts';
import type { StoreOptions } from './store.ts';
import { StoreUnavailable, saying } from './unavailable.ts';

type ServerOptions = Extract<StoreOptions, { url: string }>;

/**
 * A ClickHouse server, and our database in it, made when it is not there.
 * @throws {StoreUnavailable} `unreachable`, `refused`.
 */
export async function openServer(options: ServerOptions): Promise<Engine> {
  await makeDatabase(options);
  const client = connect(options, options.database);
  const lane = { client, queue: <T>(work: () => Promise<T>) => work() };
  return engineOver('server', { light: lane, heavy: lane, close: () => client.close() });
}

function connect({ url, username, password }: ServerOptions, database: string): ClickHouseClient {
  try {
    return createClient({ url, username, password, database, ...clientOptions });
  } catch (error) {
    throw unavailable('unreachable', url, error);
  }
}

async function makeDatabase(options: ServerOptions): Promise<void> {
  if (!/^\w{1,64}$/.test(options.database)) throw badName(options.database);
  const client = connect(options, 'default');
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${options.database}` });
  } catch (error) {
    // A code of ClickHouse means that somebody is there and said no.
    const answered = error instanceof Error && 'code' in error && /^\d+$/.test(String(error.code));
    throw unavailable(answered ? 'refused' : 'unreachable', options.url, error);
  } finally {
    await client.close();
  }
}

function badName(database: string): StoreUnavailable {
  const text = `store.database ${JSON.stringify(database)} is no name: use letters, digits and underscores, at most 64`;
  return new StoreUnavailable('refused', text);
}

function unavailable(reason: 'refused' | 'unreachable', url: string, cause: unknown): StoreUnavailable {
  const remedy = {
    refused: 'refuses us: check store.username, the password and the rights of the user',
    unreachable: 'does not answer: check that it runs and that store.url is right',
  }[reason];
  return new StoreUnavailable(reason, `the ClickHouse server at ${shown(url)} ${remedy} (${saying(cause)})`, {
    cause,
  });
}

/** The URL without a user and password that may stand in it. */
function shown(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? url : parsed.origin;
}
