import type { Context, Hono } from 'hono';
import type { RatedPolicy } from '../../../analyzer/defederation/confidence.ts';
import { parseHost } from '../../../model/host.ts';
import { changeSentence, howSure, policyText, sourceNames } from '../../defederation/words.ts';
import type { WebDeps, WebEnv } from '../deps.ts';
import { type Markup, markup } from '../markup.ts';
import { showData } from '../parts/data.ts';
import { observationColumns, observationRow } from '../parts/observation.ts';
import { leftOut } from '../parts/past.ts';
import { relationNames, relationOf } from '../parts/relation.ts';
import { hostName, serverLink } from '../parts/server-list.ts';
import { dataAge, show } from '../parts/shell.ts';
import { replayedNotice, unprovenMark } from '../parts/state.ts';
import { table } from '../parts/table.ts';
import { moment, utc } from '../parts/when.ts';
import { readingStateNames } from '../parts/words.ts';
import { type Relation, readRelation } from '../reading/relation.ts';
import { refuse, wantsJson } from './trouble.ts';

/** How we know what is between a hosted server and a peer. */
export function serveRelation(app: Hono<WebEnv>, deps: WebDeps): void {
  app.get('/relations/:server/:peer', async (context) => {
    const relation = await relationAsked(context, deps);
    if (relation === undefined) return refuse(context, deps, 'not-hosted');
    if (wantsJson(context)) return showData(context, deps, relation);
    const { server, peer } = relation;
    const main = page(relation, deps.clock.now());
    const observedAt = await dataAge(deps);
    return show(context, deps, { title: `${server} and ${peer}`, main, observedAt });
  });
}

async function relationAsked(context: Context<WebEnv>, deps: WebDeps): Promise<Relation | undefined> {
  const [server, peer] = ['server', 'peer'].map((name) => parseHost(context.req.param(name) ?? ''));
  if (!server?.ok || !peer?.ok) return undefined;
  return readRelation(deps.store, { server: server.host, peer: peer.host, nowMs: deps.clock.now() });
}

function page(relation: Relation, nowMs: number): Markup {
  const {
    server,
    peer,
    consent,
    relations,
    theirs,
    own,
    readings,
    changes,
    changesLeft,
    looks,
    replayedUntil,
  } = relation;
  const state = relationOf(relations, server);
  return markup`<div class="head"><h1>${hostName(server)} and ${hostName(peer)}</h1><p class="tools"><a href="?format=json" download="relation.json">JSON</a></p></div>
<p class="big"><span class="cell cell-${state}" aria-hidden="true">${relationNames[state].letter}</span> ${relationNames[state].says}.</p>
<p>${serverLink(server)} ${unprovenMark(consent)} · ${serverLink(peer)} · <a href="/relations">All relations</a></p>
${replayedNotice(replayedUntil)}
<h2>What the peer says of our server</h2>
${theirs.length === 0 ? markup`<p class="notice">It is on no list of the peer that we may read.</p>` : policyTable('Entries of the peer about our server', theirs)}
<h2>What our server says of the peer</h2>
${own.length === 0 ? markup`<p class="notice">The peer is on no published list of our server.</p>` : policyTable('Entries of our server about the peer', own)}
<h2>How the lists were read</h2>
${
  readings.length === 0
    ? markup`<p class="notice">No list of the two was tried yet. The first visit is still to come or running.</p>`
    : table({
        caption: 'The newest reading of each list',
        columns: ['List of', 'What came of it', 'Entries', 'Source', 'Read'],
        rows: readings.map(({ observer, state: read, entries, source, origin, readAt }) => [
          serverLink(observer),
          readingStateNames[read],
          String(entries),
          `${sourceNames[source]}${origin === '' ? '' : ` (${origin})`}`,
          moment(readAt, nowMs),
        ]),
      })
}
${looks.length > 0 && table({ caption: 'The newest visit to the peer', columns: observationColumns, rows: looks.map((look) => observationRow(look, nowMs)) })}
<h2>What changed</h2>
${changes.length === 0 ? markup`<p class="notice">Nothing changed between two readings in the last 90 days.</p>` : markup`<ul>${changes.map((change) => markup`<li>${utc(change.changedAt)}: <bdi dir="ltr">${changeSentence(change)}</bdi> (${howSure(change)})</li>`)}</ul>${leftOut(changesLeft)}`}`;
}

function policyTable(caption: string, policies: readonly RatedPolicy[]): Markup {
  return table({
    caption,
    columns: ['What', 'Reason', 'Known since', 'How we know'],
    rows: policies.map((policy) => [
      policyText(policy, utc),
      markup`<bdi dir="auto">${policy.reason ?? 'none given'}</bdi>`,
      markup`${utc(policy.firstSeen)}; last read ${utc(policy.lastSeen)}`,
      howSure(policy),
    ]),
  });
}
