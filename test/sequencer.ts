import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that last longest, in that order. Any order gives the same results; with this one no long file is left for the end, alone. */
const longest = [
  'bin/demo-outage.test.ts',
  'kill/alerts.test.ts',
  'kill/kill.test.ts',
  'dashboards/web/access/browser.test.ts',
  'dashboards/web/browser.test.ts',
  'bin/telemetry.test.ts',
  'bin/broken-rule.test.ts',
  'bin/up.test.ts',
  'corpora/licence/licence.test.ts',
  'corpora/good.test.ts',
  'bin/stop.test.ts',
  'corpora/bad.test.ts',
  'bin/demo.test.ts',
  'bin/evidence/crawled.test.ts',
  'store/policies/kill.test.ts',
  'store/kill.test.ts',
  'dashboards/reports/browser.test.ts',
  'analyzer/fleet/own-rules.test.ts',
  'dashboards/web/links.test.ts',
  'dashboards/export/grafana.test.ts',
  'scenarios/visits.test.ts',
  'bin/rule-trials.test.ts',
  'analyzer/rescore/rescore.test.ts',
  'dashboards/web/reviews.test.ts',
  'dashboards/web/access/panels.test.ts',
  'crawler/schedule/restraint.test.ts',
  'dashboards/web/access/routes.test.ts',
  'analyzer/fleet/crawled.test.ts',
  'store/engine/server.test.ts',
  'crawler/manners/sweep.test.ts',
  'crawler/schedule/crawl-delay.test.ts',
  'dashboards/web/guards.test.ts',
  'dashboards/web/now.test.ts',
  'bin/analyzing.test.ts',
  'dashboards/web/pages.test.ts',
  'dashboards/web/network.test.ts',
  'dashboards/web/tired.test.ts',
  'crawler/discovery/discovery.test.ts',
  'store/schema.test.ts',
  'dashboards/web/rebuttal.test.ts',
  'analyzer/alerts/two-weeks.test.ts',
  'dashboards/web/access/links.test.ts',
  'store/engine/embedded.test.ts',
  'analyzer/vantages/confirm-each.test.ts',
  'store/roll-ups.test.ts',
  'crawler/schedule/connectivity.test.ts',
  'scenarios/licence-histories.test.ts',
  'dashboards/web/unproven.test.ts',
  'crawler/crawl.test.ts',
  'bin/annotate.test.ts',
  'store/relations.test.ts',
  'store/retention.test.ts',
  'crawler/schedule/watermark.test.ts',
  'bin/software-file-at-work.test.ts',
  'crawler/no-personal-data.test.ts',
  'store/outage.test.ts',
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
