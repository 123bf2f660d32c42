import type { ServerStanding } from '../../model/server.ts';
import type { Store } from '../../store/store.ts';
import type { Period } from '../defederation/dossier.ts';
import type { LicenceCoverage } from './statement.ts';

const dayMs = 86_400_000;
/** Readings of one server that are looked at: four a day for a year and more. */
const readings = 1_600;

/** On how many days of a period the offers of some servers were read, by host. */
export async function readCoverage(
  store: Pick<Store, 'past'>,
  servers: readonly ServerStanding[],
  { since, until }: Period,
): Promise<readonly LicenceCoverage[]> {
  const hosts = servers.map(({ host }) => host);
  const read = await store.past({ servers: hosts, probes: ['source-offers'], since, until, each: readings });
  const byServer = Map.groupBy(read, ({ server }) => server);
  return hosts.map((server) => {
    const days = new Set((byServer.get(server) ?? []).map(({ startedAt }) => startedAt.slice(0, 10)));
    return { server, days: daysOf({ since, until }), daysRead: days.size };
  });
}

/** Calendar days in UTC that a period touches; its first instant does not belong to it. */
function daysOf({ since, until }: Period): number {
  const day = (ms: number) => Math.floor(ms / dayMs);
  return day(Date.parse(until)) - day(Date.parse(since) + 1) + 1;
}
