import type { Host } from '../../../../model/host.ts';
import type { Store } from '../../../../store/store.ts';
import { type CustomerPart, cutOf, ownAmong } from './part.ts';

type ServerReads = Pick<
  Store,
  | 'servers'
  | 'hostedServers'
  | 'serverCount'
  | 'serversOf'
  | 'unproven'
  | 'visitStates'
  | 'downRuns'
  | 'upAgain'
  | 'softwareHistory'
  | 'availability'
  | 'availabilityPeriods'
  | 'deploys'
>;

/** Own servers: who they are, whether they were up, what they ran. */
export function serverReads(store: Store, part: CustomerPart): ServerReads {
  const isOwn = (host: string) => part.own.some((own) => own === host);
  return {
    servers: (hosts) => store.servers(ownAmong(part, hosts)),
    hostedServers: async () => (await store.hostedServers()).filter(({ host }) => isOwn(host)),
    serverCount: async (role) => (await serversOf(store, part.own, role)).length,
    serversOf: async ({ role, hosts, named = '' }, cut) => {
      const asked = ownAmong(part, hosts).filter((host) => host.includes(named));
      return cutOf(await serversOf(store, asked, role), cut);
    },
    unproven: async () => (await store.unproven()).filter(isOwn),
    visitStates: async (server, since, limit) =>
      isOwn(server) ? store.visitStates(server, since, limit) : [],
    downRuns: (servers, since, until) => store.downRuns(ownAmong(part, servers), since, until),
    upAgain: (servers, since, until) => store.upAgain(ownAmong(part, servers), since, until),
    softwareHistory: async (server, limit) => (isOwn(server) ? store.softwareHistory(server, limit) : []),
    availability: (order) => store.availability({ ...order, servers: ownAmong(part, order.servers) }),
    availabilityPeriods: async (order) => (isOwn(order.server) ? store.availabilityPeriods(order) : []),
    deploys: (order) => store.deploys({ ...order, servers: ownAmong(part, order.servers) }),
  };
}

/** A customer has hosted servers only. */
async function serversOf(store: Store, hosts: readonly Host[], role: 'hosted' | 'peer' = 'hosted') {
  if (hosts.length === 0 || role === 'peer') return [];
  return store.serversOf({ role, hosts }, { limit: hosts.length, offset: 0 });
}
