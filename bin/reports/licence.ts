import { fleetNews } from '../../analyzer/news.ts';
import { type LicenceReport, readLicenceReport } from '../../dashboards/reports/licence/report.ts';
import type { Host } from '../../model/host.ts';
import type { ServerStanding } from '../../model/server.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Foundation } from '../foundation.ts';
import { knowledgeOf } from '../knowledge.ts';
import { Refusal } from '../refusal.ts';
import { monthPeriod, serversOfCustomer, signedHead } from './customer.ts';

/** What `report licence` was asked for. `peers`: servers besides the customer's own. */
export interface LicenceRequest {
  readonly customer: string;
  readonly month: string;
  readonly peers: readonly Host[];
  readonly write: (report: LicenceReport) => string;
}

/** Prints what one customer is told about licences. @throws {Refusal} when there is no such customer, month or peer. */
export async function reportLicence(
  { customer, month, peers, write }: LicenceRequest,
  foundation: Foundation,
): Promise<ExitCode> {
  const { store, clock, session } = foundation;
  const knowledge = knowledgeOf(foundation);
  const nowMs = clock.now();
  const period = monthPeriod(month, nowMs);
  const servers = await serversOfCustomer(customer, foundation);
  const question = {
    ...{ customer, period, servers, nowMs },
    peers: await watchedPeers(peers, foundation),
    head: await signedHead(foundation),
    software: knowledge.software,
    news: await fleetNews(store, clock, knowledge)(),
  };
  session.terminal.out(write(await readLicenceReport(store, question)));
  return exitCodes.fine;
}

async function watchedPeers(
  hosts: readonly Host[],
  { store }: Foundation,
): Promise<readonly ServerStanding[]> {
  if (hosts.length === 0) return [];
  const watched = await store.servers([...new Set(hosts)]);
  const known = new Set(watched.map(({ host }) => host));
  const unknown = hosts.find((host) => !known.has(host));
  if (unknown === undefined) return watched;
  throw new Refusal(`${unknown} is not watched`, 'add it to peers.seeds in fediscope.yaml');
}
