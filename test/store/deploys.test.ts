import { expect, it } from 'vitest';
import type { Deploy } from '../../model/deploy.ts';
import { openStore } from '../../store/open.ts';
import { clock, host, keptLog } from './examples.ts';
import { storeDirectory } from './furnished.ts';
import { hostileTexts } from './hostile-texts.ts';

it('deploys are given back newest first, each once, with whatever text', async () => {
  const store = await openStore({ path: await storeDirectory() }, { log: keptLog(), clock });
  const server = host('social.example');
  const deploy = (minute: number, changes: Partial<Deploy> = {}): Deploy => ({
    server,
    at: `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`,
    note: '4.5.2',
    by: 'alice',
    ...changes,
  });
  const written = hostileTexts.map((text, minute) => deploy(minute, { note: text, by: text }));
  for (const each of [...written, ...written.slice(0, 1)]) await store.recordDeploys([each]);
  await store.recordDeploys([deploy(59, { server: host('other.example') })]);

  const since = '2026-11-20T10:01:00.000Z';
  const newest = written.slice(1).toReversed();
  expect(await store.deploys({ servers: [server], since, limit: 100 })).toEqual(newest);
  expect(await store.deploys({ servers: [server], since, limit: 2 })).toEqual(newest.slice(0, 2));
  expect(await store.deploys({ servers: [], since, limit: 2 })).toEqual([]);
  expect(
    await store.deploys({ servers: [server], since: '2026-11-01T00:00:00.000Z', limit: 100 }),
  ).toHaveLength(hostileTexts.length);
  await store.close();
});
