import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/sequencer.ts';

// Those that take a minute each have a command of their own: npm run test:long.
const files = process.env['LONG'] === undefined ? '!(*.long).test.ts' : '*.long.test.ts';

/** Folders that start whole programs, stop them and kill them, or drive a browser: each file has a process of its own, so that one that is cut off harms no other. */
const apart = ['bin', 'corpora', 'dashboards', 'deploy', 'kill'];

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    globalSetup: './test/workshop.ts',
    setupFiles: './test/setup.ts',
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'apart', include: apart.map((folder) => `test/${folder}/**/${files}`) },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: [`test/**/${files}`],
          exclude: apart.map((folder) => `test/${folder}/**`),
          // One process takes file after file: to start one and to load our modules costs more than most files.
          isolate: false,
        },
      },
    ],
  },
});
