import type { Host } from '../../../model/host.ts';
import type { PeerRelations, RelationState } from '../../../store/relations.ts';
import { type Markup, markup } from '../markup.ts';
import { hostName, serverLink } from './server-list.ts';

interface RelationText {
  /** What stands in a cell; the colour only repeats it. */
  readonly letter: string;
  readonly name: string;
  readonly says: string;
}

/** Each state in words, seen from the hosted server. */
export const relationNames: Readonly<Record<RelationState, RelationText>> = {
  both: { letter: 'B', name: 'Both reject', says: 'each rejects the other' },
  rejects: { letter: 'R', name: 'Peer rejects', says: 'the peer rejects the hosted server' },
  rejected: { letter: 'O', name: 'Ours rejects', says: 'the hosted server rejects the peer' },
  limits: { letter: 'L', name: 'Peer limits', says: 'the peer limits the hosted server' },
  limited: { letter: 'l', name: 'Ours limits', says: 'the hosted server limits the peer' },
  silent: { letter: 'S', name: 'Peer is silent', says: 'the peer gives no answer to us' },
  untold: {
    letter: '?',
    name: 'Not told',
    says: 'the peer does not publish its whole list, or newer readings cannot tell',
  },
  accepts: {
    letter: 'A',
    name: 'Accepts',
    says: 'the peer publishes its list, and the hosted server is not on it',
  },
};

/** Where it stands how we know of two servers. */
export function relationPath(server: Host, peer: Host): string {
  return `/relations/${encodeURIComponent(server)}/${encodeURIComponent(peer)}`;
}

/** What is between a hosted server and a peer. */
export function relationOf({ cells, otherwise }: PeerRelations, server: Host): RelationState {
  return cells.find(([host]) => host === server)?.[1] ?? otherwise;
}

/** Hosted servers as columns, peers as rows. It scrolls inside its own box. */
export function relationMatrix(servers: readonly Host[], peers: readonly PeerRelations[]): Markup {
  return markup`<p class="muted" id="relation-letters">${Object.values(relationNames).map(({ letter, says }, index) => markup`${index > 0 && '; '}<code>${letter}</code> ${says}`)}.</p>
<div class="scroll" role="region" tabindex="0" aria-label="Matrix of relations"><table class="matrix">
<caption>Relations, the worst peers first</caption>
<thead><tr><th scope="col">Peer</th>${servers.map((server) => markup`<th scope="col"><div class="upright">${serverLink(server)}</div></th>`)}</tr></thead>
<tbody>${peers.map((relations) => row(servers, relations))}</tbody>
</table></div>`;
}

function row(servers: readonly Host[], relations: PeerRelations): Markup {
  const { peer } = relations;
  return markup`<tr><th scope="row">${serverLink(peer)}</th>${servers.map((server) => {
    const state = relationOf(relations, server);
    const { letter, says } = relationNames[state];
    return markup`<td><a class="cell cell-${state}" href="${relationPath(server, peer)}" title="${server} and ${peer}: ${says}"><span aria-hidden="true">${letter}</span><span class="unseen">${says}</span></a></td>`;
  })}</tr>
`;
}

/** The relations of one peer, one line for each hosted server. */
export function relationList(servers: readonly Host[], relations: PeerRelations): Markup {
  return markup`<ul class="plain">${servers.map((server) => {
    const state = relationOf(relations, server);
    const { letter, says } = relationNames[state];
    return markup`<li><a href="${relationPath(server, relations.peer)}"><span class="cell cell-${state}" aria-hidden="true">${letter}</span> ${hostName(server)}</a>: ${says}</li>`;
  })}</ul>`;
}
