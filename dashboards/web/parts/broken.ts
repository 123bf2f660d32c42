import type { Host } from '../../../model/host.ts';
import type { PeerRelations, RelationState } from '../../../store/relations.ts';
import { type Markup, markup } from '../markup.ts';
import { relationNames, relationPath } from './relation.ts';
import { hostName, serverLink } from './server-list.ts';

/** A line names this many hosted servers, and counts the rest. */
const serversNamed = 3;

/** Which relations are broken, a line for each peer and each way to be, and where all of them stand. */
export function brokenPart(peers: readonly PeerRelations[]): Markup {
  const lines = peers.flatMap(linesOf);
  return markup`<section class="panel" aria-labelledby="relations"><h2 id="relations">Relations that are broken</h2>
${lines.length === 0 ? markup`<p>None that we know of.</p>` : markup`<ul class="plain">${lines}</ul>`}
<p><a href="/relations">All relations, the worst first</a></p></section>`;
}

function linesOf({ peer, cells, otherwise }: PeerRelations): readonly Markup[] {
  const told = [...Map.groupBy(cells, ([, state]) => state)].filter(([state]) => state !== 'untold');
  const lines = told.map(([state, group]) => line(peer, state, namedServers(peer, group)));
  return otherwise === 'silent' ? [...lines, line(peer, 'silent', 'it gives no answer to us')] : lines;
}

function line(peer: Host, state: RelationState, servers: Markup | string): Markup {
  const { letter, name } = relationNames[state];
  return markup`<li><span class="cell cell-${state}" aria-hidden="true">${letter}</span> ${serverLink(peer)} <span class="muted">${name}:</span> ${servers}</li>`;
}

function namedServers(peer: Host, cells: PeerRelations['cells']): Markup {
  const more = cells.length - serversNamed;
  return markup`${cells.slice(0, serversNamed).map(([server], index) => markup`${index > 0 && ', '}<a href="${relationPath(server, peer)}">${hostName(server)}</a>`)}${more > 0 && ` and ${more} more`}`;
}
