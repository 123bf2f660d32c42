import type { Store } from '../../../../store/store.ts';
import { alertReads } from './alerts.ts';
import { findingReads } from './findings.ts';
import { listReads } from './lists.ts';
import { observationReads } from './observations.ts';
import { panelReads } from './panels.ts';
import type { CustomerPart } from './part.ts';
import { ownRebuttals } from './rebuttals.ts';
import { nothingToWrite, notTold } from './refused.ts';
import { serverReads } from './servers.ts';

/**
 * The part of the store that a customer sees: their own hosted servers, and what others say of these. Every member of the store is here by name, so a new one
 * does not compile until somebody has decided who may read it. Nothing is written through it.
 */
export function customerStore(store: Store, part: CustomerPart): Store {
  return {
    mode: store.mode,
    ...serverReads(store, part),
    ...observationReads(store, part),
    ...findingReads(store, part),
    ...alertReads(store, part),
    ...listReads(store, part),
    ...panelReads(store, part),
    // What our people think of a list is between them; a page counts it as not reviewed.
    reviews: async () => ownRebuttals(await store.reviews(), part.own),
    ...nothingToWrite,
    ...notTold,
  };
}
