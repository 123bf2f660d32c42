import { coverageSentence } from '../../defederation/words.ts';
import { type Markup, markup } from '../markup.ts';
import { type Network, waveRule } from '../reading/network.ts';
import { findingPath, rulePath } from './finding.ts';
import { serverLink } from './server-list.ts';
import { replayedMark, unprovenMark } from './state.ts';
import { table } from './table.ts';
import { lasting } from './when.ts';

/** Hosted servers that are in a wave of rejections, and how many lists the statement rests on. */
export function wavesPart({ waves, coverage }: Network, nowMs: number): Markup {
  const { findings, page, totals } = waves;
  if (findings.length === 0)
    return markup`<p class="notice">${emptyOf(totals)} ${coverageSentence(coverage)}</p>`;
  return markup`${table({
    caption: `Servers that independent peers began to reject within a week. ${coverageSentence(coverage)}`,
    columns: ['Server', 'For', 'Because', 'Evidence'],
    rows: findings.map(({ finding, replayed, consent }) => [
      markup`${serverLink(finding.server, '/defederation')} ${unprovenMark(consent)}`,
      markup`${lasting(finding.since, nowMs)} ${replayedMark(replayed)}`,
      markup`<bdi dir="ltr">${finding.because}</bdi>`,
      markup`<a href="${findingPath(finding)}">the finding</a>`,
    ]),
  })}
<p>${page.total > findings.length && `${findings.length} of ${page.total} are shown. `}<a href="${rulePath(waveRule)}">How a wave is told</a></p>`;
}

/** What is said where no wave is open. */
function emptyOf(totals: Network['waves']['totals']): string {
  if (totals.passed > 0)
    return 'No wave is open: not one hosted server was rejected by five independent peers within a week.';
  if (totals['cannot-tell'] > 0)
    return 'Cannot tell: too few peers publish their whole list. Watch more peers (peers.seeds, peers.discover).';
  return 'No hosted server was judged yet. The analyzer does it every hour: run fediscope up, or fediscope analyze beside this site.';
}
