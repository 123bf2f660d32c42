import type { Period } from '../../analyzer/defederation/dossier.ts';
import { monthOf } from '../../dashboards/defederation/period.ts';
import { hostedServers } from '../../dashboards/reports/defederation/report.ts';
import { instant } from '../../model/clock.ts';
import { chainOfKey, type SignedHead, signHead } from '../../model/review-head.ts';
import type { ServerStanding } from '../../model/server.ts';
import { monitorKey } from '../../store/monitor-key.ts';
import type { Foundation } from '../foundation.ts';
import { Refusal } from '../refusal.ts';

/** The hosted servers of a customer, by host. @throws {Refusal} when it has none. */
export async function serversOfCustomer(
  customer: string,
  foundation: Foundation,
): Promise<readonly ServerStanding[]> {
  const hosted = await hostedServers(foundation.store);
  const servers = hosted.filter((server) => server.customer === customer);
  if (servers.length === 0) throw noSuchCustomer(customer, foundation);
  return servers;
}

function noSuchCustomer(customer: string, { configuration }: Foundation): Refusal {
  const named = new Set(configuration.hosted.flatMap((one) => one.customer ?? []));
  const known = [...named].slice(0, 20).join(', ');
  const fix = named.has(customer)
    ? 'start fediscope up once, so that its servers are watched'
    : known === ''
      ? 'name customers under hosted in fediscope.yaml'
      : `known are ${known}`;
  return new Refusal(`no server is watched for the customer ${customer}`, fix);
}

/** A calendar month as a period. @throws {Refusal} when it is none that has begun. */
export function monthPeriod(month: string, nowMs: number): Period {
  const period = monthOf(month, nowMs);
  if (period !== undefined) return period;
  throw new Refusal(`${month} is no month that has begun`, 'write it as 2026-11');
}

/** The end of our chain as it is now. Undefined: it has no rows. */
export async function signedHead({
  configuration,
  store,
  clock,
}: Foundation): Promise<SignedHead | undefined> {
  const { privateKey, publicKey } = await monitorKey(configuration.store.path);
  const chain = chainOfKey(publicKey);
  const { seq: count, hash } = await store.chainEnd(chain);
  if (count === 0) return undefined;
  return signHead({ chain, count, hash, at: instant(clock.now()) }, privateKey);
}
