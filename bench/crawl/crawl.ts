import type { Measure } from '../measure.ts';
import { measureSweep } from '../sweep/sweep.ts';
import { measureAgainstBare } from './against-bare.ts';
import { measureAgainstExporter } from './against-exporter.ts';
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
  try {
    return [...(await measureAgainstBare(servers, size)), ...(await measureAgainstExporter(servers, size))];
  } finally {
    await servers.end();
  }
}

function isShort(): boolean {
  return process.env['CI'] !== undefined;
}
