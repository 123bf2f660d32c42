import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../bin/clock.ts';
import { Crawler } from '../../crawler/crawl.ts';
import { Proofs } from '../../crawler/visit/proofs.ts';
import { timedVisit } from '../../crawler/visit/timed-visit.ts';
import { type Clock, instant } from '../../model/clock.ts';
import { openStore } from '../../store/open.ts';
import { openSpool } from '../../store/spool/spool.ts';
import { eachAtOnce } from './at-once.ts';
import { type LabSetup, labTools, peerNamed } from './lab.ts';
import type { Seen } from './question.ts';
import { questions } from './questions.ts';
import { serveWork, type Worker } from './worker.ts';

/** What to do: ask everything, ask the one question of the probe named, or look what the visits so far have answered. */
export type CrawlOrder = 'visit' | 'look' | { readonly only: string };

/** `unanswered`: hosts with a question that no visit answered, where that was asked for. */
export interface Crawled {
  readonly unanswered: readonly string[];
}

/** The process that does it. */
export type Crawling = Worker<CrawlOrder, Crawled>;

const hour = 3_600_000;
const deadlineMs = 120_000;
/** Merges go on after an insert; they belong to it. */
const mergeMs = 1_000;

/** The whole crawler with its spool and its embedded store: a run visits every server and ends when all is stored. */
async function startCrawling(setup: LabSetup) {
  const directory = await mkdtemp(join(tmpdir(), 'fediscope-bench-'));
  let aheadMs = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + aheadMs };
  const tools = labTools(setup, clock);
  const { log } = tools;
  const store = await openStore({ path: directory }, { log, clock });
  const spool = await openSpool({ directory: join(directory, 'spool') }, { sink: store, log, clock });
  const intervalMs = { hosted: hour, unproven: hour, peer: hour };
  const crawler = new Crawler(
    { ...tools, store, spool },
    { concurrency: setup.atOnce, intervalMs, visitDeadlineMs: deadlineMs },
  );
  const servers = setup.hosts.map((host) => peerNamed(host, instant(clock.now())));
  await crawler.enrol(servers);

  async function visitAll(): Promise<void> {
    // Nobody may ask for a look more often.
    aheadMs += hour;
    const answers = new Set(servers.map(({ host }) => crawler.recheck(host)));
    if (answers.size !== 1 || !answers.has('queued')) throw new Error('a server was not visited');
    await crawler.idle();
  }

  async function askOne(probe: string): Promise<void> {
    await eachAtOnce(servers, setup.atOnce, async (server) => {
      const slot = { server, scheduledAt: instant(clock.now()), deadlineMs, due: new Set([probe]) };
      const { observations, evidence } = await timedVisit(
        { ...slot, stop: new AbortController().signal },
        new Proofs(),
        tools,
      );
      await spool.append({ observations, evidence });
    });
  }

  async function look(): Promise<readonly string[]> {
    const seen = Map.groupBy(await store.latest(), ({ server }) => server);
    return servers.flatMap(({ host }) => {
      const rows = seen.get(host) ?? [];
      const data = Object.fromEntries(rows.map((one) => [one.probe, one.data]));
      // Each probe wrote its own data under its id.
      const all = { ...data, exchanges: rows.flatMap(({ exchanges }) => exchanges) } as Seen;
      return questions.filter(({ answered }) => !answered(all)).map(({ id }) => `${host} ${id}`);
    });
  }

  return {
    ready: { unanswered: [] },
    run: async (order: CrawlOrder): Promise<Crawled> => {
      if (order === 'look') return { unanswered: await look() };
      await (order === 'visit' ? visitAll() : askOne(order.only));
      await spool.drain();
      await sleep(mergeMs);
      return { unanswered: [] };
    },
    end: async () => {
      await crawler.stop();
      await spool.close();
      await tools.net.close();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}

serveWork(startCrawling);
