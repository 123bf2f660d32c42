import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreUnavailable } from '../../store/engine/unavailable.ts';
import { openStore } from '../../store/open.ts';
import type { StoreOptions } from '../../store/store.ts';
import { startFront } from '../clickhouse-front/start.ts';
import { clock, keptLog } from './examples.ts';
import { temporaryDirectory } from './temporary.ts';

/** What opening the store fails with. */
async function refusal(options: StoreOptions): Promise<StoreUnavailable> {
  const outcome = await openStore(options, { log: keptLog(), clock }).catch((error: unknown) => error);
  if (!(outcome instanceof StoreUnavailable))
    throw new Error('expected StoreUnavailable', { cause: outcome });
  expect(outcome.message).not.toMatch(/[\r\n]|\.ts:\d+|front-secret/);
  return outcome;
}

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address!.port : 0;
}

const account = { database: 'fediscope', username: 'default', password: 'front-secret' };

describe('a store that cannot be opened says what, where and what to do', () => {
  it('when another process owns the directory', async () => {
    const path = await temporaryDirectory();
    const script = fileURLToPath(new URL('./children/hold.ts', import.meta.url));
    const holder = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');

    const { reason, message } = await refusal({ path });
    expect(reason).toBe('locked');
    expect(message).toContain(path);
    expect(message).toContain('--url');
  });

  it('and opens when that process was killed', async () => {
    const path = await temporaryDirectory();
    const script = fileURLToPath(new URL('./children/hold.ts', import.meta.url));
    const holder = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');

    const store = await openStore({ path }, { log: keptLog(), clock });
    expect(await store.servers()).toEqual([]);
    await store.close();
  });

  it('when the directory cannot be made', async () => {
    const file = join(await temporaryDirectory(), 'file');
    await writeFile(file, '');

    const { reason, message } = await refusal({ path: join(file, 'data') });
    expect(reason).toBe('unwritable');
    expect(message).toContain(file);
  });

  it('when no server answers', async () => {
    const url = `http://someone:front-secret@127.0.0.1:${await freePort()}`;

    const { reason, message } = await refusal({ url, ...account });
    expect(reason).toBe('unreachable');
    expect(message).toContain('http://127.0.0.1:');
  });

  it('when the URL is none, or says more than where the server is', async () => {
    for (const url of [
      'not a url',
      'ftp://127.0.0.1',
      'http://127.0.0.1:1/database',
      'http://127.0.0.1:1/?x=1',
    ]) {
      const { reason, message } = await refusal({ url, ...account });
      expect(reason).toBe('unreachable');
      expect(message).toContain('store.url');
    }
  });

  it('when the server does not know the password', async () => {
    const front = await startFront(await temporaryDirectory());
    onTestFinished(() => front.kill());

    const { reason, message } = await refusal({ url: front.url, ...account });
    expect(reason).toBe('refused');
    expect(message).toContain('store.username');
  });

  it('when the name of the database is not a name', async () => {
    const database = 'x; DROP DATABASE y';

    const { reason, message } = await refusal({ url: 'http://127.0.0.1:1', ...account, database });
    expect(reason).toBe('refused');
    expect(message).toContain('store.database');
  });
});
