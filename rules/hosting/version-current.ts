import type { KnownRelease } from '../../model/news.ts';
import { compareVersions, sameBranch, type Version, versionOf } from '../../model/version.ts';
import { shown } from '../facts/shown.ts';
import { runningOf } from '../facts/version.ts';
import { cannotTell, defineRule, failed, passed, passedBecause } from '../rule.ts';
import { nodeInfoSchema } from '../sources.ts';

/** How old our knowledge of releases may be, in days. */
const freshDays = 90;

/** Is a hosted server behind the releases of its software? */
export const hostingVersionCurrent = defineRule({
  id: 'hosting.version-current',
  version: 1,
  title: 'The server runs the newest patch of its branch, and is not two branches behind',
  audience: 'sre',
  requirement: 'convention',
  impact: 'degrades',
  sources: [nodeInfoSchema('2.1', 'software.version')],
  breaks: 'Known faults stay, and other software stops testing against old versions.',
  falsePositives:
    "A branch that its makers or a distribution still mend looks old when two newer ones are out. A version that only our fleet told of may be a build of somebody's own; five domains must run it.",
  advice: 'Plan the update; read the release notes of every version in between.',
  needs: ['nodeinfo'],
  concerns: ({ consent }) => consent !== 'peer',
  check({ nodeinfo, news, software }) {
    const running = runningOf(nodeinfo, news, software);
    if (!running.known) return cannotTell(running.why);
    const known = running.news.releases.flatMap(ordered);
    const newestSight = known
      .map(({ seenAt }) => seenAt)
      .toSorted()
      .at(-1);
    if (newestSight === undefined) return cannotTell(`No release of ${running.title} is known`);
    const age = Math.floor((Date.parse(nodeinfo.startedAt) - Date.parse(newestSight)) / 86_400_000);
    if (age > freshDays) return cannotTell(`What we know of releases of ${running.title} is ${age} days old`);
    const patch = newest(known.filter(({ version }) => sameBranch(version, running.version)));
    if (patch !== undefined && compareVersions(patch.version, running.version) > 0)
      return failed(`${shown(running.text)} runs; ${patch.text} is out (${patch.basis})`);
    const branches = newerBranches(known, running.version);
    const head = newest(known);
    if (head !== undefined && branches >= 2)
      return failed(`${shown(running.text)} is ${branches} branches behind ${head.text} (${head.basis})`);
    return branches === 1 && head !== undefined
      ? passedBecause(`A newer branch is out: ${head.text}`)
      : passed;
  },
});

type Ordered = {
  readonly text: string;
  readonly version: Version;
  readonly seenAt: string;
  readonly basis: string;
};

function ordered({ version: text, seenAt, basis }: KnownRelease): readonly Ordered[] {
  const version = versionOf(text);
  return version === undefined || version.early ? [] : [{ text, version, seenAt, basis }];
}

function newest(releases: readonly Ordered[]): Ordered | undefined {
  return releases.toSorted((a, b) => compareVersions(a.version, b.version)).at(-1);
}

function newerBranches(releases: readonly Ordered[], running: Version): number {
  const newer = releases.filter(
    ({ version }) => !sameBranch(version, running) && compareVersions(version, running) > 0,
  );
  return new Set(newer.map(({ version }) => `${version.major}.${version.minor}`)).size;
}
