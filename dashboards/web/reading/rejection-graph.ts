import type { Host } from '../../../model/host.ts';
import type { Store } from '../../../store/store.ts';
import { readPanel } from '../../panels/read.ts';
import { rejectionGraph } from '../../panels/rejection-graph.ts';
import { type AnsweredPanel, windowOf } from './panels.ts';

/** Who rejects or limits whom now: one hosted server, or all of them with the islands. A customer's store answers about that customer's alone. */
export async function readRejectionGraph(store: Store, nowMs: number, server?: Host): Promise<AnsweredPanel> {
  const asked = { ...windowOf({}, nowMs), ...(server !== undefined && { server }) };
  return { panel: rejectionGraph, rows: await readPanel(store, rejectionGraph, asked) };
}
