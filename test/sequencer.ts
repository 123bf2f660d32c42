import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that last longest, in that order. Any order gives the same results; with this one no long file is left for the end, alone. */
const longest = [
  'kill/kill.test.ts',
  'bin/demo.test.ts',
  'bin/telemetry.test.ts',
  'corpora/good.test.ts',
  'bin/broken-rule.test.ts',
  'bin/up.test.ts',
  'bin/hostile-weeks.test.ts',
  'store/server.test.ts',
  'bin/stop.test.ts',
  'bin/analyzing.test.ts',
  'store/kill.test.ts',
  'crawler/manners/sweep.test.ts',
];

/** Begins with what lasts longest, also in a checkout that has never run its tests. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.indexOf(relative(import.meta.dirname, moduleId).replaceAll('\\', '/'));
  return place === -1 ? longest.length : place;
}
