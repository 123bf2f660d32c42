import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { memoryFolder } from './test/memory-folder.ts';
import { LongestFirst } from './test/sequencer.ts';

// What Node makes of our files is kept for the next process, where `bin/compiled.ts` keeps it too.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(
  new URL('node_modules/.cache/fediscope', import.meta.url),
);

// Stores are thousands of small files that live for seconds: on a disk, making and removing them takes a fifth of what such a test calculates, and it waits.
const inMemory = memoryFolder();
if (inMemory !== undefined) process.env['TMPDIR'] ??= inMemory;

// As in the program: queries that wait inside chDB would starve file and name look-ups in a pool of four.
process.env['UV_THREADPOOL_SIZE'] ??= '16';

// Those that take a minute each have a command of their own: npm run test:long.
const isLong = process.env['LONG'] !== undefined;
const [files, ending] = isLong ? ['*.long.test.ts', '.long.test.ts'] : ['!(*.long).test.ts', '.test.ts'];

/** Files that start whole programs one after the other, kill them, or drive a browser: each has a process of its own, so that one that is cut off harms no other. */
const apart = [
  `test/{corpora,deploy,kill}/**/${files}`,
  `test/bin/{broken-rule,demo,demo-outage,evidence/crawled,stop,telemetry,up}${ending}`,
  `test/store/{kill,policies/kill}${ending}`,
  `test/dashboards/**/browser${ending}`,
];

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    globalSetup: './test/workshop.ts',
    setupFiles: './test/setup.ts',
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Node loads the files by itself, as it does when the program runs; nothing here is transformed or mocked.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'apart', include: apart, maxWorkers: 4 },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: [`test/**/${files}`],
          exclude: apart,
          // One process takes file after file: to start one and to load our modules costs more than most files.
          isolate: false,
          // After the others, and one more at once: some wait for time to pass, and none has a bound that is near where two cores are full.
          maxWorkers: 5,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
