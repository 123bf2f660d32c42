import type { Host } from '../../../model/host.ts';
import type { PeerRelations, RelationState } from '../../../store/relations.ts';
import { type Markup, markup } from '../markup.ts';
import { peersRead } from '../reading/broken.ts';
import { relationNames, relationPath } from './relation.ts';
import { hostName, serverLink } from './server-list.ts';

/** A line names this many servers of a kind, and counts the rest. */
const named = 3;
const linesShown = 5;

/** What stands between some peers and the same servers of ours. */
interface Breach {
  readonly state: RelationState;
  readonly peers: readonly Host[];
  /** None: all of ours. */
  readonly servers: readonly Host[];
}

/** Which relations are broken, a line for what is the same between some peers and some servers, and where all of them stand. */
export function brokenPart(peers: readonly PeerRelations[]): Markup {
  const breaches = breachesOf(peers);
  return markup`<section class="panel" aria-labelledby="relations"><h2 id="relations">Which relations are broken</h2>
${breaches.length === 0 ? markup`<p>None that we know of.</p>` : markup`<ul class="plain">${breaches.slice(0, linesShown).map(line)}</ul>`}
<p>${peers.length === peersRead && `Counted among the ${peersRead} worst peers. `}<a href="/relations">All relations, the worst first</a></p></section>`;
}

/** In the order of the peers. */
function breachesOf(peers: readonly PeerRelations[]): readonly Breach[] {
  const each = peers.flatMap(({ peer, cells, otherwise }) => {
    const told = [...Map.groupBy(cells, ([, state]) => state)].filter(([state]) => state !== 'untold');
    const own = told.map(([state, group]) => ({ state, peer, servers: group.map(([server]) => server) }));
    return otherwise === 'silent' ? [...own, { state: otherwise, peer, servers: [] }] : own;
  });
  const same = Map.groupBy(each, ({ state, servers }) => [state, ...servers].join(' '));
  return [...same.values()].flatMap((group) =>
    group.slice(0, 1).map(({ state, servers }) => ({ state, servers, peers: group.map(({ peer }) => peer) })),
  );
}

function line({ state, peers, servers }: Breach): Markup {
  const { letter, name } = relationNames[state];
  const [first] = peers;
  const ours = (server: Host) =>
    peers.length === 1 && first !== undefined
      ? markup`<a href="${relationPath(server, first)}">${hostName(server)}</a>`
      : serverLink(server);
  return markup`<li><span class="cell cell-${state}" aria-hidden="true">${letter}</span> ${some(peers, serverLink)} <span class="muted">${name}:</span> ${servers.length === 0 ? 'no answer to us' : some(servers, ours)}</li>`;
}

function some(hosts: readonly Host[], show: (host: Host) => Markup): Markup {
  const more = hosts.length - named;
  return markup`${hosts.slice(0, named).map((host, index) => markup`${index > 0 && ', '}${show(host)}`)}${more > 0 && ` and ${more} more`}`;
}
