import type { Measure } from '../measure.ts';
import { measureAgainstBare } from './against-bare.ts';
import { measureAgainstExporter } from './against-exporter.ts';
import type { Served } from './servers.ts';
import { fullSize, shortSize } from './size.ts';
import { startWorker } from './worker.ts';

/** What visits cost, against bare undici and against prometheus-blackbox-exporter. With `CI` in the environment it is a shorter run. */
export async function measureCrawl(): Promise<readonly Measure[]> {
  const size = process.env['CI'] === undefined ? fullSize : shortSize;
  const servers = await startWorker<unknown, Served>('./servers.ts', { servers: size.servers });
  try {
    return [...(await measureAgainstBare(servers, size)), ...(await measureAgainstExporter(servers, size))];
  } finally {
    await servers.end();
  }
}
