import { type Advisory, fixFor } from '../../model/advisories/advisory.ts';
import { shown } from '../facts/shown.ts';
import { runningOf } from '../facts/version.ts';
import { cannotTell, defineRule, failed, passedBecause } from '../rule.ts';
import { mastodonAdvisoriesPage, nodeInfoSchema } from '../sources.ts';

/** Does a hosted server run a version with a published weakness? */
export const hostingAdvisories = defineRule({
  id: 'hosting.advisories',
  version: 1,
  title: 'The version that runs has no published weakness that we know',
  audience: 'sre',
  requirement: 'convention',
  impact: 'breaks',
  sources: [mastodonAdvisoriesPage, nodeInfoSchema('2.1', 'software.version')],
  breaks: 'Whoever reads the advisory can use it against the server.',
  falsePositives:
    'A fix that was applied by hand, or by the distribution, leaves the version as it was. Note it in a review. Advisories that nobody here has read never count.',
  advice: 'Update to the version named; if the fix was applied by hand, note it in the review.',
  needs: [],
  settles: ['nodeinfo'],
  concerns: ({ consent }) => consent !== 'peer',
  check({ nodeinfo, news, software }) {
    const running = runningOf(nodeinfo, news, software);
    if (!running.known) return cannotTell(running.why);
    const { advisories } = running.news;
    if (advisories.length === 0) return cannotTell(`No advisory of ${running.title} was collected`);
    const found = advisories.flatMap((advisory) => {
      const fix = fixFor(advisory, running.version);
      return fix === undefined ? [] : [{ advisory, fix }];
    });
    const read = found.filter(({ advisory }) => advisory.readAt !== undefined);
    if (read.length > 0) return failed(`${running.title} ${shown(running.text)} has ${listed(read)}`);
    if (found.length > 0)
      return cannotTell(`An advisory that nobody here has read may concern it: ${listed(found)}`);
    return passedBecause(`None of ${advisories.length} collected advisories concerns ${shown(running.text)}`);
  },
});

function listed(found: readonly { readonly advisory: Advisory; readonly fix: string }[]): string {
  const [first, ...others] = found;
  if (first === undefined) return '';
  const { advisory, fix } = first;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${advisory.id} (${advisory.title}), fixed in ${fix}${more}`;
}
