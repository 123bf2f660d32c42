import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Measure } from './measure.ts';

/** Every suite; each is loaded only when it is asked for. */
const suites: Readonly<Record<string, () => Promise<readonly Measure[]>>> = {
  crawl: async () => (await import('./crawl/crawl.ts')).measureCrawl(),
  'crawl-cost': async () => (await import('./crawl/crawl.ts')).measureCosts(),
  candidates: async () => (await import('./candidates.ts')).measureCandidates(),
  analyze: async () => (await import('./analyze/analyze.ts')).measureAnalyze(values),
  'sweep-short': async () => (await import('./sweep/sweep.ts')).measureSweep({ hosts: 1_000 }),
  sweep: async () => (await import('./sweep/sweep.ts')).measureSweep({ hosts: 40_000 }),
  dashboards: async () => (await import('./dashboards/dashboards.ts')).measureDashboards(values.size),
  policies: async () =>
    (await import('./policies/policies.ts')).measurePolicies({
      servers: values.servers,
      minutes: values.minutes,
    }),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    minutes: { type: 'string' },
    rows: { type: 'string' },
    servers: { type: 'string' },
    size: { type: 'string' },
  },
});
const [name = ''] = positionals;
const suite = suites[name];
if (suite === undefined) {
  console.error(`no suite "${name}"; there are: ${Object.keys(suites).join(', ')}`);
  process.exitCode = 2;
} else {
  const measures = await suite();
  console.table(measures);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measures, undefined, 2)}\n`);
  if (measures.some(({ holds }) => holds === false)) process.exitCode = 1;
}
