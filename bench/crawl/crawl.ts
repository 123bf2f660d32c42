import type { Measure } from '../measure.ts';
import { measureSweep } from '../sweep/sweep.ts';
import { measureAgainstBare } from './against-bare.ts';
import { measureAgainstExporter } from './against-exporter.ts';
import type { Crawling } from './crawling.ts';
import type { Served } from './servers.ts';
import { fullSize, shortSize } from './size.ts';
import { startWorker } from './worker.ts';

/** All that is promised of the crawler: what visits cost, and then a sweep. With `CI` in the environment it is a shorter run. */
export async function measureCrawl(): Promise<readonly Measure[]> {
  const costs = await measureCosts();
  return [...costs, ...(await measureSweep({ hosts: isShort() ? 1_000 : 40_000 }))];
}

/** What visits cost, against bare undici and against prometheus-blackbox-exporter. */
export async function measureCosts(): Promise<readonly Measure[]> {
  const size = isShort() ? shortSize : fullSize;
  const servers = await startWorker<unknown, Served>('./servers.ts', { servers: size.servers });
  const { port, caPem, hosts } = servers.ready;
  const { atOnce, intervalMs } = size;
  const crawling: Crawling = await startWorker('./crawling.ts', { port, caPem, hosts, atOnce, intervalMs });
  try {
    const againstBare = await measureAgainstBare(servers, crawling, size);
    return [...againstBare, ...(await measureAgainstExporter(servers, crawling, size))];
  } finally {
    await crawling.end();
    await servers.end();
  }
}

function isShort(): boolean {
  return process.env['CI'] !== undefined;
}
