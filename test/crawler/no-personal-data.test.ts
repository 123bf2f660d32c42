import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Crawler } from '../../crawler/crawl.ts';
import { Forges } from '../../crawler/forges/forges.ts';
import type { Log } from '../../model/log.ts';
import type { WatchedServer } from '../../model/server.ts';
import { openEmbedded } from '../../store/engine/embedded.ts';
import { openStore } from '../../store/open.ts';
import type { Segment } from '../../store/spool/segment.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { personWords } from '../fediverse/breakages/people.ts';
import { type Cast, type Fediverse, startFediverse } from '../fediverse/fediverse.ts';
import { furnished } from '../store/furnished.ts';
import { hostNamed, netTo, realClock } from '../visiting.ts';

const software = ['mastodon', 'misskey', 'lemmy', 'gotosocial', 'pixelfed', 'peertube', 'wordpress'] as const;
const cast = software.map(
  (name): Cast => ({
    host: `${name}-people.fedi.test`,
    software: name,
    broken: 'full-of-people',
    role: 'hosted',
    account: `wildkatze@${name}-people.fedi.test`,
  }),
);
const peers = software.map(
  (name): Cast => ({ ...cast[0]!, host: `${name}-peer.fedi.test`, software: name, role: 'peer' }),
);
const clock = realClock();
const words = new RegExp(personWords.join('|'), 'gi');

let fediverse: Fediverse;
let directory: string;
const logged: string[] = [];
const spooled: string[] = [];

/** Every level, also those that nobody turns on. */
const log: Log = Object.fromEntries(
  (['debug', 'info', 'warn', 'error'] as const).map((level) => [
    level,
    (message: string, fields: unknown) => void logged.push(JSON.stringify([level, message, fields])),
  ]),
) as never;

beforeAll(async () => {
  directory = await furnished(await mkdtemp(join(tmpdir(), 'people-')));
  fediverse = await startFediverse({ only: [], extra: [...cast, ...peers] });
  await crawl();
});

afterAll(async () => {
  await fediverse.close();
  await rm(directory, { recursive: true });
});

/** A real crawl of every server, hosted and peer, into a real store. */
async function crawl(): Promise<void> {
  const store = await openStore({ path: directory }, { log, clock });
  const spool = await openSpool(
    { directory: join(directory, 'spool') },
    {
      sink: {
        insertSegment: (segment: Segment) => {
          spooled.push(...segment.parts.map(({ body }) => body.toString()));
          return store.insertSegment(segment);
        },
      },
      log,
      clock,
    },
  );
  const net = netTo(fediverse, { clock, log });
  const candidates = { offer: async () => ({ fresh: 0, known: 0, refused: {} }) };
  const forges = new Forges({ net, clock, log, store });
  const asking = { net, forges, candidates };
  const base = { ...asking, clock, log, vantage: 'test', monitorOrigin: fediverse.monitorOrigin };
  const minute = 60_000;
  const crawler = new Crawler(
    { ...base, store, spool },
    {
      concurrency: 4,
      intervalMs: { hosted: minute, unproven: minute, peer: minute },
      visitDeadlineMs: 30_000,
    },
  );
  await crawler.enrol([...cast, ...peers].map(({ host, role }) => aServer(host, role)));
  crawler.tick();
  await crawler.idle();
  await crawler.stop();
  await forges.stop();
  await spool.close();
  await net.close();
  await store.close();
}

/** No account is configured: what we are told ourselves is not what servers tell. */
function aServer(host: string, role: WatchedServer['role']): WatchedServer {
  return { host: hostNamed(host), role, expect: {}, watchedSince: new Date().toISOString() };
}

/** Every place in a text where a word of the person stands, with what is around it. */
function found(text: string): readonly string[] {
  return [...text.matchAll(words)].map(({ index }) => text.slice(Math.max(0, index - 60), index + 40));
}

test('the servers were asked and told of people', () => {
  for (const { host, role } of [...cast, ...peers])
    expect(fediverse.requests(host).length, host).toBeGreaterThan(role === 'hosted' ? 3 : 0);
});

test('source was offered among what tells of people', () => {
  const offers = spooled.join('').match(/"url\\?":\\?"https:\/\/forge\.fedi\.test\/o\/r\\?"/g) ?? [];

  expect(offers.length).toBeGreaterThan(software.length);
});

test('no row of any table tells of people', async () => {
  const engine = await openEmbedded(directory);
  const tables = await engine.rows<{ name: string; rows: number }>({
    sql: `SELECT name, toUInt32(total_rows) AS rows FROM system.tables WHERE database = currentDatabase() AND total_rows > 0`,
  });
  const hits: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await engine.rows<Record<string, unknown>>({ sql: `SELECT * FROM ${name}` });
    hits[name] = found(rows.map((row) => JSON.stringify(row)).join('\n'));
  }
  await engine.close();

  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['evidence', 'latest', 'observations']),
  );
  expect(hits).toEqual(Object.fromEntries(tables.map(({ name }) => [name, []])));
});

test('no byte that was on its way tells of people, nor is any left on disk', async () => {
  const files = await readdir(join(directory, 'spool'), { recursive: true, withFileTypes: true });
  const left = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8')),
  );

  expect(spooled.join('').length).toBeGreaterThan(100_000);
  expect(found([...spooled, ...left].join('\n'))).toEqual([]);
});

test('no line of the log tells of people, at any level', () => {
  expect(logged.length).toBeGreaterThan(50);
  expect(found(logged.join('\n'))).toEqual([]);
});
