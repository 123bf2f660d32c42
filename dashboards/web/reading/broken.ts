import { type PeerRelations, type RelationState, relationStates } from '../../../store/relations.ts';
import type { Store } from '../../../store/store.ts';

/** More than these are counted on the page of relations. */
export const peersRead = 100;

/** Nothing passes between two servers, or not all: what is worse than not to know. */
const broken: ReadonlySet<RelationState> = new Set(relationStates.slice(0, relationStates.indexOf('untold')));

/** The worst peers of hosted servers, the worst first: those alone to which something is broken. */
export async function readBroken(store: Store): Promise<readonly PeerRelations[]> {
  const { peers } = await store.relations({}, { limit: peersRead, offset: 0 });
  return peers.filter(
    ({ cells, otherwise }) => broken.has(otherwise) || cells.some(([, state]) => broken.has(state)),
  );
}
