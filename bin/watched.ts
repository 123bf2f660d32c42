import { NameSet } from '../crawler/net/names/name-set.ts';
import type { OwnPace } from '../crawler/schedule/timetable.ts';
import { isInShard, shardOf } from '../crawler/shard.ts';
import type { Configuration, HostedServer } from '../model/configuration.ts';
import { type Host, parseHost } from '../model/host.ts';
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

/** Hosts that asked not to be watched. A server that is ours by contract is watched all the same. */
export function optedOut({ hosted, peers }: Pick<Configuration, 'hosted' | 'peers'>): readonly Host[] {
  const ours = new Set(hosted.map(({ domain }) => domain));
  return [...new Set(peers.exclude)].filter((host) => !ours.has(host));
}

/** Who tells whether we are online: the hosts of `control`, else our own origin, the hosted servers and the seeds. */
export function controlHosts({ control, hosted, monitor, peers }: Configuration): readonly Host[] {
  if (control.length > 0) return control;
  const origin = parseHost(new URL(monitor.origin).hostname);
  const domains = [...hosted.map(({ domain }) => domain), ...peers.seeds];
  const left = new Set(optedOut({ hosted, peers }));
  return [...new Set([...(origin.ok ? [origin.host] : []), ...domains])].filter((host) => !left.has(host));
}

/** The servers that a configuration gives a pace of their own. */
export function ownPaces({ hosted, peers }: Configuration): ReadonlyMap<Host, OwnPace> {
  return new Map(
    [...hosted, ...peers.overrides].flatMap(({ domain, interval, cadence }) => {
      if (interval === undefined && cadence === undefined) return [];
      const pace = { ...(interval !== undefined && { intervalMs: interval }), ...(cadence && { cadence }) };
      return [[domain, pace] as const];
    }),
  );
}

function hostedServer(
  { domain, state, customer, objective, expect, canary }: HostedServer,
  since: string,
): WatchedServer {
  return {
    host: domain,
    role: 'hosted',
    expect,
    watchedSince: since,
    ...(state !== undefined && { state }),
    ...(customer !== undefined && { customer }),
    ...(objective !== undefined && { objective }),
    ...(canary !== undefined && { account: `${canary.account}@${domain}` }),
  };
}
