import { z } from 'zod';
import { visitsAtOnce } from '../../crawler/schedule/visit-lanes.ts';
import type { Configuration } from '../../model/configuration.ts';
import { type Diagnosis, fine, problem } from './diagnosis.ts';

const report = z.object({
  header: z.object({ glibcVersionRuntime: z.string().optional() }),
  userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.string()]) }) }).optional(),
});

/** What can be said of the machine without a configuration. */
export function machineDiagnoses(): readonly Diagnosis[] {
  return [fine(`Node ${process.versions.node}`), engineDiagnosis()];
}

/** The embedded store needs glibc or macOS, on x64 or arm64. */
function engineDiagnosis(): Diagnosis {
  const { platform, arch } = process;
  const here = `${platform} ${arch}`;
  const known = ['x64', 'arm64'].includes(arch);
  const glibc = report.safeParse(process.report.getReport()).data?.header.glibcVersionRuntime;
  if (known && (platform === 'darwin' || (platform === 'linux' && glibc !== undefined)))
    return fine(`the embedded store runs on ${here}`);
  return problem(`the embedded store does not exist for ${here}`, 'set store.url to a ClickHouse server');
}

/** Are there as many file descriptors as that many visits need? */
export function filesDiagnosis({ crawler }: Configuration): Diagnosis {
  const needed = 2 * visitsAtOnce(crawler) + 1_000;
  const limit = Number(report.safeParse(process.report.getReport()).data?.userLimits?.open_files.soft);
  if (Number.isNaN(limit) || limit >= needed)
    return fine(`open files: ${needed} needed, ${limit || 'no limit'} allowed`);
  return problem(
    `open files: ${needed} needed for crawler.concurrency ${crawler.concurrency}, ${limit} allowed`,
    `raise it (ulimit -n ${needed}, LimitNOFILE=${needed}) or lower crawler.concurrency`,
  );
}
