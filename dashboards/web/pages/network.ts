import type { Hono } from 'hono';
import { counted } from '../../../model/counted.ts';
import type { ServerStanding } from '../../../model/server.ts';
import { coverageSentence, percent } from '../../defederation/words.ts';
import { graphOf } from '../../panels/graph.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData, unprovenIn } from '../parts/data.ts';
import { coverageNotice } from '../parts/defederation.ts';
import { noneHosted } from '../parts/hosted.ts';
import { networkCsv } from '../parts/network-csv.ts';
import { panelPart } from '../parts/panel.ts';
import { hostName, serverLink } from '../parts/server-list.ts';
import { dataAge, show } from '../parts/shell.ts';
import { replayedNotice } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { wavesPart } from '../parts/waves.ts';
import { utc } from '../parts/when.ts';
import { everything, type MostRejected, type Network, readNetwork } from '../reading/network.ts';
import { readRejectionGraph } from '../reading/rejection-graph.ts';
import { asCsv } from './defederation.ts';
import { wantsCsv, wantsJson } from './trouble.ts';

const hostedListed = 500;

/** Defederation in the network: who rejects our servers, islands, the most rejected, and who rejects each other. */
export function serveNetwork(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/defederation', async (context) => {
    const nowMs = deps.clock.now();
    const isFile = wantsJson(context) || wantsCsv(context);
    const [network, drawn] = await Promise.all([
      readNetwork(deps.store, isFile ? everything : undefined),
      readRejectionGraph(deps.store, nowMs),
    ]);
    const graph = graphOf(drawn.rows);
    if (wantsJson(context)) return showData(context, deps, { ...network, graph });
    if (wantsCsv(context)) {
      const unproven = await unprovenIn({ ...network, graph }, deps);
      return asCsv(context, networkCsv(network, graph, unproven));
    }
    const [hosted, all] = await Promise.all([
      deps.store.serversOf({ role: 'hosted' }, { limit: hostedListed, offset: 0 }),
      deps.store.serverCount('hosted'),
    ]);
    const main = page(network, {
      hosted: hostedPart(hosted, all),
      picture: panelPart(drawn.panel, drawn.rows, { nowMs }),
      nowMs,
    });
    return show(context, deps, { title: 'Defederation', main, observedAt: await dataAge(deps) });
  });
}

/** Our servers, each with the way to its own page. */
function hostedPart(hosted: readonly ServerStanding[], all: number): Markup {
  if (hosted.length === 0) return noneHosted;
  const left =
    all > hosted.length &&
    markup`<p class="notice">The first ${hosted.length} of ${all} hosted servers are listed, by name. <a href="/search">Find another one</a>, and open its page: it leads to its defederation.</p>`;
  return markup`${left}<ul class="columns">${hosted.map(({ host }) => markup`<li>${serverLink(host, '/defederation')}</li>`)}</ul>`;
}

/** What stands on the page besides figures. `hosted`: our servers. */
interface Around {
  readonly hosted: Markup;
  readonly picture: Markup;
  readonly nowMs: number;
}

function page(network: Network, { hosted, picture, nowMs }: Around): Markup {
  const { coverage, replayedUntil } = network;
  return markup`<div class="head"><h1>Defederation</h1><p class="tools"><a href="/defederation?format=json" download="network.json">JSON</a> · <a href="/defederation?format=csv" download="network.csv">CSV</a></p></div>
<p class="lead">Who is cut off from whom, by what servers publish. <a href="/defederation/weeks">Week by week</a> · <a href="/reviews">Review queue</a></p>
${coverageNotice(coverage)}
${replayedUntil !== undefined && replayedNotice([replayedUntil])}
<h2>Waves</h2>
${wavesPart(network, nowMs)}
<h2>Our servers</h2>
${hosted}
<h2>Network</h2>
${picture}
${tallyPart(network)}`;
}

/** Decision 0012: more forms would need five times the questions for every watched server at once. */
const patternsSentence = markup`Counted are names, digests of names, and wildcards of the form <code>*.name</code>. Patterns of another form, such as <code>*name</code>, <code>name.*</code>, <code>?</code> or <code>[...]</code>, and masks without a digest are counted for no server here; the page of a hosted server looks up more of them.`;

/** What the analyzer counted. */
function tallyPart(network: Network): Markup {
  const { coverage, mostRejected, mutual, totals, countedAt } = network;
  if (countedAt === undefined || totals === undefined)
    return markup`<p class="notice">Islands, the most rejected and mutual rejections were not counted yet. The analyzer does it when it begins: run <code>fediscope up</code>, or <code>fediscope analyze</code> beside this site.</p>`;
  return markup`<p>What follows, and which servers of the picture are islands, was counted at ${utc(countedAt)}. ${patternsSentence}</p>
<h2>Islands</h2>
${islands(network)}
<h2>Most rejected</h2>
${mostRejected.length === 0 ? markup`<p class="notice">No published list names a server that is watched here.</p>` : rejectedTable(mostRejected, network, { whom: 'the most rejected', first: firstOf(mostRejected, totals.rejected) })}
<h2>Mutual rejections</h2>
${mutual.length === 0 ? markup`<p class="notice">No two peers that publish their lists reject each other.</p>` : table({ caption: `${firstOf(mutual, totals.mutual)}Pairs, by name. ${coverageSentence(coverage)}`, columns: ['Peer', 'Peer'], rows: mutual.map(([one, other]) => [hostName(one), hostName(other)]) })}`;
}

/** How much of a table is shown, where it is not all. */
function firstOf(shown: readonly unknown[], all: number): string {
  return shown.length < all ? `The first ${shown.length} of ${all}; more are in JSON and CSV. ` : '';
}

function islands(network: Network): Markup {
  const { islands: found, publishing, sized } = network;
  if (found === undefined)
    return markup`<p class="notice">Cannot tell: ${counted(publishing, 'peer publishes its', 'peers publish their')} whole list, and a statement about most of the network needs five, and one in twenty of those that are watched. Watch more peers (peers.seeds, peers.discover).</p>`;
  const said = markup`<p>An island is rejected, at two readings at least, by more than half of the ${publishing} peers that publish their whole list, and by half of their weight: the logarithm of the active users that ${sized} of them state. Sizes that are hidden or may be invented have no weight.</p>`;
  return found.length === 0
    ? markup`${said}<p class="notice good">No watched server is one.</p>`
    : markup`${said}${rejectedTable(found, network, { whom: 'islands' })}`;
}

/** `whom`: who is in the table. `first`: how much of it is shown. */
interface Told {
  readonly whom: string;
  readonly first?: string;
}

function rejectedTable(
  rows: readonly MostRejected[],
  { publishing, coverage }: Network,
  { whom, first = '' }: Told,
): Markup {
  return table({
    caption: `${first}By how many of the ${publishing} peers that publish their whole list: ${whom}. ${coverageSentence(coverage)}`,
    columns: ['Server', 'Rejected by', 'Limited by', 'Share that rejects'],
    rows: rows.map(({ host, rejecting, limiting, share }) => [
      serverLink(host),
      rejecting,
      limiting,
      share === undefined ? 'nobody publishes' : percent(share),
    ]),
  });
}
