import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { configured, monitorOrigin, promisesOf } from './configured.ts';
import type { AllPromises, Counts } from './counts.ts';
import type { Crowd } from './crowd.ts';
import type { Door, ServersOrder } from './servers.ts';
import type { Times, Watched, WatchOrder } from './watch.ts';

/** One sweep, as both ends saw it. */
export interface Swept {
  readonly crowd: Crowd;
  readonly promises: AllPromises;
  readonly watched: Watched;
  readonly counts: Counts;
}

/** As the product is run; see `bin/fediscope.ts`. */
const crawlerThreads = 16;
const serverThreads = 4;

/** Sweeps a crowd once: the servers in one process, the crawler with spool and store in another. */
export async function sweepOnce(crowd: Crowd, times: Times): Promise<Swept> {
  const path = await mkdtemp(join(tmpdir(), 'fediscope-sweep-'));
  const servers = startChild('./servers.ts', { threads: serverThreads, elsewhere: true });
  const crawler = startChild('./watch.ts', { threads: crawlerThreads });
  try {
    const lab = { caFile: join(path, 'ca.pem'), path: join(path, 'data') };
    const promises = promisesOf(configured(crowd, { ...lab, port: 443, resolver: '127.0.0.1:53' }));
    const proof = `fediscope-monitor=${monitorOrigin}`;
    const order: ServersOrder = { crowd, promises, proof };
    const { caPem, ...door } = await servers.ask<Door>(order);
    await writeFile(lab.caFile, caPem);
    const configuration = configured(crowd, { ...lab, ...door });
    const watching: WatchOrder = { crowd, configuration, times };
    const watched = await crawler.ask<Watched>(watching);
    return { crowd, promises, watched, counts: await servers.ask<Counts>('counts') };
  } finally {
    await Promise.all([crawler.end(), servers.end()]);
    await rm(path, { recursive: true, force: true });
  }
}
