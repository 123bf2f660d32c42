import { type ClickHouseClient, createClient } from '@clickhouse/client';
import type { StoreOptions } from '../store.ts';
import { clientOptions, type Engine, engineOver, guardedSettings } from './engine.ts';
import { StoreUnavailable, saying } from './unavailable.ts';

type ServerOptions = Extract<StoreOptions, { url: string }>;

/**
 * A ClickHouse server, and our database in it, made when it is not there. A user and password in the URL win over the options.
 * @throws {StoreUnavailable} `unreachable`, `refused`.
 */
export async function openServer(given: ServerOptions): Promise<Engine> {
  const options = { ...given, ...addressOf(given) };
  await makeDatabase(options);
  const client = connect(options, options.database);
  const guarded = createClient({
    ...addressed(options, options.database),
    log: clientOptions.log,
    clickhouse_settings: guardedSettings,
  });
  const queue = <T>(work: () => Promise<T>) => work();
  const lane = { client, queue };
  return engineOver('server', {
    light: lane,
    heavy: lane,
    guarded: { client: guarded, queue },
    close: async () => {
      await client.close();
      await guarded.close();
    },
  });
}

/** Where and as whom to connect. The client would print a warning on standard error if the URL said more than where. */
function addressOf({ url, username, password }: ServerOptions): Omit<ServerOptions, 'database'> {
  const parsed = URL.parse(url);
  if (
    parsed === null ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.pathname !== '/' ||
    parsed.search !== ''
  ) {
    const text =
      'store.url is no address of a server: write it as https://host:port, the database goes in store.database';
    throw new StoreUnavailable('unreachable', text);
  }
  return {
    url: parsed.origin,
    username: decodeURIComponent(parsed.username) || username,
    password: decodeURIComponent(parsed.password) || password,
  };
}

function connect(options: ServerOptions, database: string): ClickHouseClient {
  return createClient({ ...addressed(options, database), ...clientOptions });
}

function addressed({ url, username, password }: ServerOptions, database: string) {
  return { url, username, password, database };
}

async function makeDatabase(options: ServerOptions): Promise<void> {
  if (!/^\w{1,64}$/.test(options.database)) throw badName(options.database);
  const client = connect(options, 'default');
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${options.database}` });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // The database may be there already, made by somebody with more rights.
    if (code === accessDenied) return;
    // A number of ClickHouse means that somebody is there and said no.
    throw unavailable(/^\d+$/.test(code) ? 'refused' : 'unreachable', options.url, error);
  } finally {
    await client.close();
  }
}

/** ClickHouse's code for a right that a user does not have. */
const accessDenied = '497';

function badName(database: string): StoreUnavailable {
  const text = `store.database ${JSON.stringify(database)} is no name: use letters, digits and underscores, at most 64`;
  return new StoreUnavailable('refused', text);
}

function unavailable(reason: 'refused' | 'unreachable', url: string, cause: unknown): StoreUnavailable {
  const remedy = {
    refused: 'refuses us: check store.username, the password and the rights of the user',
    unreachable: 'does not answer: check that it runs and that store.url is right',
  }[reason];
  return new StoreUnavailable(reason, `the ClickHouse server at ${url} ${remedy} (${saying(cause)})`, {
    cause,
  });
}
