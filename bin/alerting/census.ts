import type { AsTable } from '../../analyzer/incidents/as-table.ts';
import { type Census, censusOf, censusProbes } from '../../analyzer/incidents/attributes.ts';
import type { AlertingGround } from './ground.ts';

/** What hosted servers share. Undefined: it could not be read. */
export async function censusNow(
  { store, log }: AlertingGround,
  table: AsTable | undefined,
): Promise<Census | undefined> {
  try {
    const servers = await store.hostedServers();
    const hosts = servers.map(({ host }) => host);
    const seen = await Promise.all(censusProbes.map((probe) => store.newestWithData(probe, hosts)));
    return censusOf(hosts, seen.flat(), table);
  } catch (error) {
    log.error('what servers share could not be read', { error });
    return undefined;
  }
}
