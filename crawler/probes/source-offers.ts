import type { SoftwareClaim } from '../../model/software/catalogue.ts';
import type { Settled } from '../net/probe-failure.ts';
import { OfferReader, type ReadOffers } from '../offers/offer-reader.ts';
import { placePlan } from '../offers/place-plan.ts';
import { defineProbe } from '../probe.ts';
import type { Unfinished } from '../visit/cut-off.ts';
import { domains } from './domains.ts';
import { instanceApi } from './instance-api.ts';
import { type NodeInfoData, nodeinfo } from './nodeinfo.ts';

/** Where a server offers its source, and what else the places tell of its software. */
export type SourceOffersData = Omit<ReadOffers, 'isUnfinished'> & Unfinished;

/** What source a server offers, at every place that its software has for it. Source: AGPL-3.0 §13; each reader in `crawler/offers`. */
export const sourceOffers = defineProbe({
  id: 'source-offers',
  version: 2,
  cadence: 'E',
  after: { domains, nodeinfo, instanceApi },
  async run({ server, software }, io, prior): Promise<SourceOffersData> {
    const host = prior.domains.ok ? prior.domains.data.webDomain : server.host;
    const reader = new OfferReader(io, `https://${host}`, software);
    const stated = statedIn(prior.nodeinfo);
    const plan = placePlan(stated && software.profileOf(stated), stated?.version);
    await reader.readNodeInfo(prior.nodeinfo);
    if (plan.nodeinfo2) await reader.readNodeInfo2();
    reader.readInstanceApi(prior.instanceApi);
    if (plan.api !== undefined) await reader.readApi(plan.api);
    await reader.readPages(plan.pages);
    if (plan.archive !== undefined) await reader.readArchive(plan.archive);
    const { isUnfinished, ...found } = reader.found();
    return isUnfinished ? { ...found, unfinished: true } : found;
  },
});

function statedIn(nodeinfo: Settled<NodeInfoData>): SoftwareClaim | undefined {
  return nodeinfo.ok && nodeinfo.data.document?.ok === true
    ? nodeinfo.data.document.data.software
    : undefined;
}
