import { NameSet } from '../crawler/candidates/name-set.ts';
import { isInShard, shardOf } from '../crawler/shard.ts';
import type { Configuration, HostedServer } from '../model/configuration.ts';
import type { WatchedServer } from '../model/server.ts';

/** Everyone a configuration names who is this crawler's, hosted servers first; a hosted server is never a peer too. `since`: RFC 3339, for those the store does not know yet. */
export function watchedServers(
  { hosted, peers, crawler }: Configuration,
  since: string,
): readonly WatchedServer[] {
  const ours = hosted.map((server) => hostedServer(server, since));
  const left = new Set(ours.map(({ host }) => host));
  const excluded = new NameSet(peers.exclude);
  const others = [...new Set(peers.seeds)]
    .filter((host) => !left.has(host) && !excluded.covers(host))
    .slice(0, peers.limit)
    .map((host) => ({ host, role: 'peer', expect: {}, watchedSince: since }) as const);
  const shard = shardOf(crawler.shard);
  return [...ours, ...others].filter(({ host }) => isInShard(host, shard));
}

function hostedServer({ domain, customer, expect, canary }: HostedServer, since: string): WatchedServer {
  return {
    host: domain,
    role: 'hosted',
    expect,
    watchedSince: since,
    ...(customer !== undefined && { customer }),
    ...(canary !== undefined && { account: `${canary.account}@${domain}` }),
  };
}
