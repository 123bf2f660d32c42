import type { Host } from '../../../model/host.ts';
import type { PolicyCoverage } from '../../../store/policies/policy-reads.ts';
import type { PeerRelations, RelationFilter } from '../../../store/relations.ts';
import type { Store } from '../../../store/store.ts';
import { type Page, pageOf } from '../parts/page.ts';

const peersOnPage = 50;
/** More columns than this cannot be read side by side. */
const columnsOnPage = 30;

/** One page of the matrix. */
export interface RelationsView {
  readonly observedAt?: string;
  readonly coverage: PolicyCoverage;
  /** The columns, by host. */
  readonly hosted: { readonly page: Page; readonly servers: readonly Host[] };
  readonly page: Page;
  readonly peers: readonly PeerRelations[];
}

/** Which part of the matrix. `page`, `columns`: as the address bar has them. */
export interface RelationsQuestion extends RelationFilter {
  readonly page: string | undefined;
  readonly columns: string | undefined;
}

/** What the matrix shows. */
export async function readRelations(
  store: Store,
  { page: asked, columns, ...filter }: RelationsQuestion,
): Promise<RelationsView> {
  const hostedPage = pageOf(columns, columnsOnPage, filter.server ? 1 : await store.serverCount('hosted'));
  const number = /^[1-9]\d{0,6}$/.test(asked ?? '') ? Number(asked) : 1;
  const offset = (number - 1) * peersOnPage;
  const [hosted, coverage, observedAt, first] = await Promise.all([
    store.serversOf(
      { role: 'hosted', ...(filter.server && { hosts: [filter.server] }) },
      { limit: hostedPage.size, offset: hostedPage.offset },
    ),
    store.policyCoverage(),
    store.newestObservation(),
    store.relations(filter, { limit: peersOnPage, offset }),
  ]);
  // Behind the end nothing comes back, and no count either: then it is the first page.
  const isBehind = first.peers.length === 0 && offset > 0;
  const read = isBehind ? await store.relations(filter, { limit: peersOnPage, offset: 0 }) : first;
  return {
    ...(observedAt !== undefined && { observedAt }),
    coverage,
    hosted: { page: hostedPage, servers: hosted.map(({ host }) => host) },
    page: pageOf(isBehind ? undefined : asked, peersOnPage, read.total),
    peers: read.peers,
  };
}
