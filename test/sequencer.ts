import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that last longest, in that order. Any order gives the same results; with this one no long file is left for the end, alone. */
const longest = [
  'bin/demo.test.ts',
  'kill/kill.test.ts',
  'dashboards/web/access/browser.test.ts',
  'bin/telemetry.test.ts',
  'dashboards/web/browser.test.ts',
  'bin/broken-rule.test.ts',
  'kill/alerts.test.ts',
  'bin/up.test.ts',
  'corpora/licence/licence.test.ts',
  'crawler/manners/sweep.test.ts',
  'store/server.test.ts',
  'crawler/crawl-delay.test.ts',
  'dashboards/web/links.test.ts',
  'bin/demo-outage.test.ts',
  'corpora/bad.test.ts',
  'corpora/good.test.ts',
  'dashboards/export/grafana.test.ts',
  'dashboards/web/access/links.test.ts',
  'bin/alerting/unheard.test.ts',
  'bin/alerting.test.ts',
  'bin/annotate.test.ts',
  'bin/stop.test.ts',
  'bin/evidence/crawled.test.ts',
  'dashboards/web/access/routes.test.ts',
  'store/kill.test.ts',
  'analyzer/fleet/own-rules.test.ts',
  'crawler/watermark.test.ts',
];

/** Begins with what lasts longest, also in a checkout that has never run its tests. Files with a process of their own come before those that share one: between two of them it would end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => shareOf(a) - shareOf(b) || placeOf(a) - placeOf(b));
  }
}

function shareOf({ project }: TestSpecification): number {
  return project.config.isolate ? 0 : 1;
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.indexOf(relative(import.meta.dirname, moduleId).replaceAll('\\', '/'));
  return place === -1 ? longest.length : place;
}
