import type { Host } from '../../../model/host.ts';
import type { PeerRelations } from '../../../store/relations.ts';
import { type Markup, markup } from '../markup.ts';
import { relationMatrix } from './relation.ts';

/** The worst peers of a hosted server. `total`: how many peers are watched. */
export interface WorstPeers {
  readonly total: number;
  readonly peers: readonly PeerRelations[];
}

/** What is between a hosted server and its worst peers, and where all of them stand. */
export function peersPart(server: Host, { total, peers }: WorstPeers): Markup {
  if (peers.length === 0)
    return markup`<h2 id="peers">Peers</h2><p class="notice">No peer is watched. Add some to peers.seeds in fediscope.yaml, or let peers.discover find them.</p>`;
  return markup`<h2 id="peers">Peers</h2>${relationMatrix([server], peers)}
<p>${peers.length} of ${total} peers are shown. <a href="/relations?server=${encodeURIComponent(server)}">Its relations with every peer</a></p>`;
}
