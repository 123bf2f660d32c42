import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that last longest, in that order. Any order gives the same results; with this one no long file is left for the end, alone. */
const longest = [
  'bin/demo.test.ts',
  'bin/demo-outage.test.ts',
  'kill/kill.test.ts',
  'kill/alerts.test.ts',
  'dashboards/web/access/browser.test.ts',
  'bin/telemetry.test.ts',
  'dashboards/web/browser.test.ts',
  'bin/broken-rule.test.ts',
  'bin/up.test.ts',
  'corpora/licence/licence.test.ts',
  'corpora/good.test.ts',
  'bin/stop.test.ts',
  'corpora/bad.test.ts',
  'bin/evidence/crawled.test.ts',
  'store/kill.test.ts',
  'store/policies/kill.test.ts',
  'dashboards/reports/browser.test.ts',
  'store/server.test.ts',
  'crawler/manners/sweep.test.ts',
  'crawler/crawl-delay.test.ts',
  'dashboards/web/links.test.ts',
  'analyzer/fleet/own-rules.test.ts',
  'dashboards/export/grafana.test.ts',
  'bin/rule-trials.test.ts',
  'dashboards/web/reviews.test.ts',
  'analyzer/rescore/rescore.test.ts',
  'bin/check-offers.test.ts',
  'scenarios/visits.test.ts',
  'dashboards/web/access/panels.test.ts',
  'store/retention.test.ts',
  'crawler/no-personal-data.test.ts',
  'crawler/watermark.test.ts',
  'bin/software-file-at-work.test.ts',
  'crawler/restraint.test.ts',
  'dashboards/web/access/routes.test.ts',
  'crawler/crawl.test.ts',
  'store/roll-ups.test.ts',
  'bin/analyzing.test.ts',
  'bin/annotate.test.ts',
  'crawler/net/get.test.ts',
  'dashboards/web/guards.test.ts',
  'crawler/discovery.test.ts',
  'dashboards/web/access/links.test.ts',
  'store/schema.test.ts',
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
